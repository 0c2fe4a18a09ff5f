import { base64Of } from '@postakte/panel/host/bytes'
import type { DraftKeeping, HostAbility, HostStore, MailHost, OpenItem } from '@postakte/panel/host/mail-host'
import { Problem } from '@postakte/shared/model/problem'
import { setCategory } from './categories'
import { bareId } from './headers'
import { sourceOf } from './mail-source'
import { showNotice } from './notice'
import { has, officeCall } from './office-call'
import { officeStore } from './office-store'
import { completeMail, type DraftItem, isMessage, isRead, mailAtOnce, type OfficeItem, openDraft, type ReadItem } from './open-item'
import { describeMail, selectedMails, withLoaded } from './selection'

/** Limits of Outlook's own, in characters of HTML. */
const insertLimit = 1_000_000
const replyLimit = 32_000

/** Not needed for the first look at a mail. */
const drafts = () => import('./draft-note')

/** Outlook, through Office.js. Until `start` is through no mail is open. */
export class OutlookHost implements MailHost {
  readonly program = 'outlook'
  readonly store: HostStore = officeStore()
  private shown: OpenItem | null = null
  private readonly listeners = new Set<() => void>()
  /** Counts the changes of the open item: what was read for an earlier one is dropped. */
  private turn = 0
  private ready = false
  private identity = ''
  private registered: OfficeItem | null = null

  /** After Office.onReady. An event during start-up may be lost: the item is read once more when the registration stands. */
  async start(): Promise<void> {
    this.ready = true
    const changed = () => void this.read()
    void this.read()
    if (has('1.5'))
      await officeCall<void>((done) => Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, changed, done)).catch(() => {})
    if (has('1.13'))
      await officeCall<void>((done) =>
        Office.context.mailbox.addHandlerAsync(Office.EventType.SelectedItemsChanged, () => this.tell(), done),
      ).catch(() => {})
    const now = identityOf(this.item())
    if (now !== this.identity || now === 'draft') await this.read()
  }

  can = (what: HostAbility): boolean => {
    if (!this.ready) return false
    if (what === 'selected-mails') return has('1.13')
    if (what === 'mark') return has('1.8')
    if (what === 'silent-sign-in') return hasNestedAppAuth()
    return what === 'draft' || what === 'reply'
  }
  current = (): OpenItem | null => this.shown
  onChange = (changed: () => void): (() => void) => {
    this.listeners.add(changed)
    return () => this.listeners.delete(changed)
  }
  selected: MailHost['selected'] = async () => {
    if (!this.can('selected-mails')) throw new Problem('host-not-offered')
    return selectedMails(this.shown?.mailbox ?? null)
  }
  describe = describeMail
  source: MailHost['source'] = async (key) => {
    if (isSelected(key)) return withLoaded(key, sourceOf)
    const source = await sourceOf(this.need(key, 'read'))
    // The answer for a mail may come when another one is open; it is handed out only as what was asked for.
    this.need(key, 'read')
    return source
  }
  insert: MailHost['insert'] = async (key, { html, text }) => {
    const { body } = this.need(key, 'draft')
    const isHtml = String(await officeCall<Office.CoercionType>((done) => body.getTypeAsync(done))) === 'html'
    const content = isHtml ? html : text
    const coercionType = (isHtml ? 'html' : 'text') as Office.CoercionType
    if (content.length > insertLimit) throw new Problem('host-too-large')
    this.need(key, 'draft')
    await officeCall<void>((done) => body.setSelectedDataAsync(content, { coercionType }, done))
  }
  attach: MailHost['attach'] = async (key, { name, bytes }) => {
    const item = this.need(key, 'draft')
    if (!has('1.8')) throw new Problem('host-not-offered')
    await officeCall<string>((done) => item.addFileAttachmentFromBase64Async(base64Of(bytes), name, done), 60_000)
  }
  reply: MailHost['reply'] = async (key, { all, html }) => {
    const item = this.need(key, 'read')
    if (html.length > replyLimit) throw new Problem('host-too-large')
    const form = { htmlBody: html }
    if (has('1.9'))
      return officeCall<void>((done) => (all ? item.displayReplyAllFormAsync(form, done) : item.displayReplyFormAsync(form, done)))
    if (all) item.displayReplyAllForm(form)
    else item.displayReplyForm(form)
  }
  mark: MailHost['mark'] = async (key, state) => {
    const filed = state === 'filed'
    if (isSelected(key)) return withLoaded(key, (item) => setCategory(() => item, filed))
    return setCategory(() => this.need(key, 'read'), filed)
  }
  notice = async (key: string, text: string | null): Promise<void> => showNotice(this.need(key, 'read'), text)
  openPage: MailHost['openPage'] = async (address) => {
    if (Office.context.requirements?.isSetSupported('OpenBrowserWindowApi', '1.1')) Office.context.ui.openBrowserWindow(address)
    else openWindow(address)
  }
  silentToken: MailHost['silentToken'] = async (registration) => {
    if (!this.can('silent-sign-in')) return null
    return (await import('./nested-app-auth')).tokenOfOffice(registration)
  }

  /** Where Outlook asks on sending (Mailbox 1.12). */
  get drafts(): DraftKeeping | undefined {
    return this.ready && has('1.12') ? this.keeping : undefined
  }
  private readonly keeping: DraftKeeping = {
    content: async (key) => (await drafts()).draftContent(this.need(key, 'draft')),
    note: async (key) => (await drafts()).draftNote(this.need(key, 'draft')),
    keep: async (key, note) => (await drafts()).keepDraftNote(this.need(key, 'draft'), note),
    lend: async (key, lent) => (await drafts()).lendFor(this.need(key, 'draft'), lent),
  }

  private item(): OfficeItem | null {
    return this.ready ? (Office.context.mailbox?.item ?? null) : null
  }

  /** Reads what is open now. A mail is told at once, and once more when Outlook has answered; a draft when it is whole. */
  private async read(): Promise<void> {
    const turn = ++this.turn
    const item = this.item()
    this.identity = identityOf(item)
    if (!item || !isMessage(item)) return this.show(null)
    if (!isRead(item)) return this.readDraft(item as DraftItem, turn)
    const mail = mailAtOnce(item as ReadItem, `${turn}`)
    this.show(mail)
    if (!mail.incomplete) return
    const complete = await completeMail(item as ReadItem, mail)
    if (turn === this.turn) this.show(complete)
  }

  private async readDraft(item: DraftItem, turn: number): Promise<void> {
    const draft = await openDraft(item, `${turn}`)
    if (turn !== this.turn) return
    this.show(draft)
    this.watchRecipients(item, turn)
  }

  private show(item: OpenItem | null): void {
    const nothing = item === null && this.shown === null
    this.shown = item
    if (!nothing) this.tell()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }

  /** A draft's people change while it is written; it stays the same draft. */
  private watchRecipients(item: DraftItem, turn: number): void {
    if (!has('1.7') || this.registered === (item as OfficeItem)) return
    this.registered = item as OfficeItem
    const changed = async () => {
      const draft = await openDraft(item, `${turn}`)
      if (turn === this.turn) this.show(draft)
    }
    officeCall<void>((done) => item.addHandlerAsync(Office.EventType.RecipientsChanged, () => void changed(), done)).catch(() => {})
  }

  private need(key: string, kind: 'read'): ReadItem
  private need(key: string, kind: 'draft'): DraftItem
  /** The open item, when it still is the one that the user saw. */
  private need(key: string, kind: OpenItem['kind']): unknown {
    const item = this.item()
    if (this.shown?.key !== key || key !== `${this.turn}` || identityOf(item) !== this.identity) throw new Problem('host-other-mail')
    if (this.shown.kind !== kind) throw new Problem('host-not-offered')
    return item
  }
}

/** Keys of the open item count its changes; those of selected mails are Outlook's own names of them. */
const isSelected = (key: string) => !/^\d+$/.test(key)

/**
 * Office.js asks Outlook to open what window.open gave no window for; with 'noopener' it gives none ever, and the page would open twice.
 */
function openWindow(address: string): void {
  const opened = window.open(address, '_blank')
  if (opened) opened.opener = null
}

/** Microsoft's library speaks through the bridge, however old the Office.js is that should say so. */
const hasNestedAppAuth = (): boolean =>
  'nestedAppAuthBridge' in window || Office.context.requirements?.isSetSupported('NestedAppAuth', '1.1') === true

/** Says whether two looks at the open item saw the same one; a draft has no lasting name, its changes are told by events. */
function identityOf(item: OfficeItem | null): string {
  if (!item) return 'none'
  const { internetMessageId, itemId } = item as ReadItem
  if (typeof item.subject !== 'string') return 'draft'
  return internetMessageId ? bareId(internetMessageId) : (itemId ?? '')
}
