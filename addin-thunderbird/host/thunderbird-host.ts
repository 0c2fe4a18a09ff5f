import type { DraftKeeping, HostAbility, MailHost, OpenItem } from '@postakte/panel/host/mail-host'
import { Problem } from '@postakte/shared/model/problem'
import { allOf } from '../mail/all-of'
import { displayedIn } from '../mail/displayed'
import { openDraft } from '../mail/draft'
import { draftNote, keepDraftNote } from '../mail/draft-note'
import { insertAtCaret } from '../mail/insert'
import { keyOf, readMail, selectedMail } from '../mail/read-mail'
import { sourceOf } from '../mail/source'
import { setTag, takeTags } from '../mail/tag'
import { readSettings } from './settings'
import { localStore } from './store'

const abilities: ReadonlySet<HostAbility> = new Set(['selected-mails', 'draft', 'reply', 'mark'])

/** Thunderbird, as the panel sees it: the active tab of one of its windows. Nothing is open until `follow` is through. */
export class ThunderbirdHost implements MailHost {
  readonly program = 'thunderbird'
  readonly store = localStore
  private shown: OpenItem | null = null
  private windowId: number | null = null
  private readonly listeners = new Set<() => void>()
  /** Counts the looks: what was read for an earlier one is dropped. */
  private turn = 0
  /** The mails that were selected together last, by key: the panel may still be filing them when others are. */
  private several: ReadonlyMap<string, number> = new Map()
  /** These mails alone, by key; null: what is open and selected. */
  private kept: ReadonlyMap<string, Messenger.MessageHeader> | null = null

  /** From now on it is this window; null: the one that the popup belongs to. */
  async follow(windowId: number | null): Promise<void> {
    const isFirst = this.windowId === null
    this.windowId = windowId ?? (await messenger.tabs.query({ active: true, currentWindow: true }))[0]?.windowId ?? null
    if (isFirst) this.listen()
    await this.read()
  }

  /** From now on it is about these mails, whatever is open and selected. */
  async keepTo(messageIds: readonly number[]): Promise<void> {
    const headers = await Promise.all(messageIds.map((id) => messenger.messages.get(id)))
    this.kept = new Map(headers.map((header) => [keyOf(header), header]))
    this.several = new Map(headers.map((header) => [keyOf(header), header.id]))
    if (headers.length === 1) this.shown = await readMail(headers[0]!)
  }

  can = (what: HostAbility): boolean => abilities.has(what)
  current = (): OpenItem | null => this.shown
  onChange = (changed: () => void): (() => void) => {
    this.listeners.add(changed)
    return () => this.listeners.delete(changed)
  }
  selected: MailHost['selected'] = async () => {
    if (this.kept) return Promise.all([...this.kept.values()].map(selectedMail))
    const tab = await this.tab()
    if (tab?.type !== 'mail') return this.shown?.kind === 'read' ? [this.shown] : []
    const headers = await allOf(await messenger.mailTabs.getSelectedMessages(tab.id))
    if (headers.length > 1) this.several = new Map(headers.map((header) => [keyOf(header), header.id]))
    return Promise.all(headers.map(selectedMail))
  }
  source: MailHost['source'] = async (key) => {
    const selected = this.selectedId(key)
    if (selected !== null) return { bytes: await sourceOf(selected), how: 'original' }
    const bytes = await sourceOf((await this.needMail(key)).id)
    // The answer for a mail may come when another one is open; it is handed out only as what was asked for.
    await this.needMail(key)
    return { bytes, how: 'original' }
  }
  insert: MailHost['insert'] = async (key, content) => insertAtCaret(await this.needDraft(key), content)
  attach: MailHost['attach'] = async (key, { name, type, bytes }) => {
    const file = new File([bytes as Uint8Array<ArrayBuffer>], name, { type })
    await messenger.compose.addAttachment(await this.needDraft(key), { file })
  }
  reply: MailHost['reply'] = async (key, { all, html }) => {
    const { id } = await this.needMail(key)
    const tab = await messenger.compose.beginReply(id, all ? 'replyToAll' : 'replyToSender')
    if (html !== '') await insertAtCaret(tab.id, { html, text: new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '' })
  }
  mark: MailHost['mark'] = async (key, state) => {
    const id = this.selectedId(key) ?? (await this.needMail(key)).id
    if (state === 'filed') await setTag(id, 'filed', (await readSettings()).language)
    else await takeTags(id, 'filed')
  }
  openPage: MailHost['openPage'] = (address) => messenger.windows.openDefaultBrowser(address)
  silentToken: MailHost['silentToken'] = async () => null
  readonly drafts: DraftKeeping = {
    content: async (key) => {
      const { subject, plainTextBody } = await messenger.compose.getComposeDetails(await this.needDraft(key))
      // Thunderbird tells of no change of the recipients; whoever looks at the text looks at them, too.
      void this.read()
      return { subject, text: plainTextBody }
    },
    note: async (key) => draftNote(await this.needDraft(key)),
    keep: async (key, note) => keepDraftNote(await this.needDraft(key), note),
    // Looked at once more on its way; the window goes, and a popup with it.
    send: async (key) => {
      await messenger.compose.sendMessage(await this.needDraft(key)).catch((error: unknown) => {
        throw new Problem('host-refused', {}, error)
      })
    },
  }

  private listen(): void {
    const changed = () => void this.read()
    messenger.messageDisplay.onMessagesDisplayed.addListener(changed)
    let count = 0
    messenger.mailTabs.onSelectedMessagesChanged.addListener((_, { messages }) => {
      changed()
      // Of which mails several are selected the open one does not tell.
      if (Math.max(count, messages.length) > 1) this.tell()
      count = messages.length
    })
    messenger.compose.onComposeStateChanged.addListener(changed)
    messenger.tabs.onActivated.addListener(changed)
    messenger.tabs.onRemoved.addListener(changed)
  }

  private async tab(): Promise<Messenger.Tab | null> {
    if (this.windowId === null) return null
    return (await messenger.tabs.query({ active: true, windowId: this.windowId }).catch(() => []))[0] ?? null
  }

  /** Reads what is open now; the panel hears of it when it is another, and whole. */
  private async read(): Promise<void> {
    const turn = ++this.turn
    const item = await this.openItem().catch(() => null)
    if (turn !== this.turn || JSON.stringify(item) === JSON.stringify(this.shown)) return
    this.shown = item
    this.tell()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }

  /** Null: it is the open mail, or no mail that was named. */
  private selectedId(key: string): number | null {
    return this.shown?.key === key ? null : (this.several.get(key) ?? null)
  }

  private async openItem(): Promise<OpenItem | null> {
    const tab = await this.tab()
    if (tab?.type === 'messageCompose') return openDraft(tab.id)
    const header = tab && (await displayedIn(tab.id))
    if (!header) return null
    return this.shown?.key === keyOf(header) ? this.shown : readMail(header)
  }

  private async needMail(key: string): Promise<Messenger.MessageHeader> {
    if (this.shown?.key !== key) throw new Problem('host-other-mail')
    if (this.shown.kind !== 'read') throw new Problem('host-not-offered')
    const tab = await this.tab()
    const header = this.kept?.get(key) ?? (tab && (await displayedIn(tab.id)))
    if (!header || keyOf(header) !== key) throw new Problem('host-other-mail')
    return header
  }

  /** The tab of the draft. */
  private async needDraft(key: string): Promise<number> {
    if (this.shown?.key !== key) throw new Problem('host-other-mail')
    if (this.shown.kind !== 'draft') throw new Problem('host-not-offered')
    const tab = await this.tab()
    if (tab?.type !== 'messageCompose') throw new Problem('host-other-mail')
    return tab.id
  }
}
