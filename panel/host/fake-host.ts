import { Problem } from '@postakte/shared/model/problem'
import { type DraftNote, type Lent, noNote } from '@postakte/shared/sending/note'
import type {
  Draft,
  DraftKeeping,
  HostAbility,
  HostStore,
  HostTrouble,
  MailHost,
  MailSource,
  OpenItem,
  ReadMail,
  SelectedMail,
} from './mail-host'

/** What was done to mails and drafts, in order. */
export type FakeDeed =
  | { readonly did: 'insert'; readonly key: string; readonly html: string; readonly text: string }
  | { readonly did: 'attach'; readonly key: string; readonly name: string }
  | { readonly did: 'reply'; readonly key: string; readonly all: boolean }
  | { readonly did: 'mark'; readonly key: string; readonly state: string }
  | { readonly did: 'open-page'; readonly address: string }

/** A mail program that does as it is told: for tests, the gallery, and trying the panel out in a browser. */
export class FakeHost implements MailHost {
  readonly program: MailHost['program'] = 'outlook'
  readonly deeds: FakeDeed[] = []
  /** What stood over the open mail, one after the other. */
  readonly notices: (string | null)[] = []
  readonly store: HostStore
  /** The next call that reaches the program ends like this. */
  trouble: HostTrouble | null = null
  selection: readonly SelectedMail[] = []
  token: string | null = null
  /** What stands in the draft, and what is kept with it. */
  text = ''
  readonly notes = new Map<string, DraftNote>()
  lent: Lent | null = null
  readonly drafts: DraftKeeping | undefined
  private open: OpenItem | null = null
  private readonly listeners = new Set<() => void>()
  private readonly sources = new Map<string, MailSource>()
  private readonly cannot: ReadonlySet<HostAbility>

  constructor({ cannot = [], store = memoryStore() }: { readonly cannot?: readonly HostAbility[]; readonly store?: HostStore } = {}) {
    this.cannot = new Set(cannot)
    this.store = store
    this.drafts = this.cannot.has('draft') ? undefined : this.keeping()
  }

  /** What the user does in the program: opens a mail or draft, or closes it. */
  show(item: OpenItem | null, source?: MailSource): void {
    this.open = item
    if (item && source) this.sources.set(item.key, source)
    for (const listener of this.listeners) listener()
  }

  /** Several are selected in the list: none is open. */
  select(mails: readonly SelectedMail[], sources: ReadonlyMap<string, MailSource> = new Map()): void {
    this.selection = mails
    for (const [key, source] of sources) this.sources.set(key, source)
    this.show(null)
  }

  can = (what: HostAbility) => !this.cannot.has(what)
  current = () => this.open
  onChange = (changed: () => void) => {
    this.listeners.add(changed)
    return () => this.listeners.delete(changed)
  }
  selected = async () => {
    this.fail()
    return this.selection.length > 0 || this.open?.kind !== 'read' ? this.selection : [this.open]
  }
  source = async (key: string) => {
    this.needMail(key)
    const source = this.sources.get(key)
    if (!source) throw new Problem('host-refused')
    return source
  }
  insert: MailHost['insert'] = async (key, content) => this.do('draft', key, { did: 'insert', key, ...content })
  attach: MailHost['attach'] = async (key, { name }) => this.do('draft', key, { did: 'attach', key, name })
  reply: MailHost['reply'] = async (key, { all }) => this.do('read', key, { did: 'reply', key, all })
  mark: MailHost['mark'] = async (key, state) => {
    this.needMail(key)
    this.deeds.push({ did: 'mark', key, state })
  }
  notice = async (key: string, text: string | null) => {
    this.need(key, 'read')
    this.notices.push(text)
  }
  openPage: MailHost['openPage'] = async (address) => {
    this.fail()
    this.deeds.push({ did: 'open-page', address })
  }
  silentToken = async () => this.token

  private keeping(): DraftKeeping {
    return {
      content: async (key) => ({ subject: this.need(key, 'draft').subject, text: this.text }),
      note: async (key) => this.notes.get(key) ?? noNote,
      keep: async (key, note) => {
        this.need(key, 'draft')
        this.notes.set(key, note)
      },
      lend: async (key, lent) => {
        this.need(key, 'draft')
        this.lent = lent
      },
    }
  }
  private do(kind: OpenItem['kind'], key: string, deed: FakeDeed): void {
    this.need(key, kind)
    this.deeds.push(deed)
  }
  private need(key: string, kind: OpenItem['kind']): ReadMail | Draft {
    this.fail()
    if (this.open?.key !== key) throw new Problem('host-other-mail')
    if (this.open.kind !== kind) throw new Problem('host-not-offered')
    return this.open
  }
  private needMail(key: string): void {
    if (this.selection.some((one) => one.key === key)) this.fail()
    else this.need(key, 'read')
  }
  private fail(): void {
    const trouble = this.trouble
    this.trouble = null
    if (trouble !== null) throw new Problem(trouble)
  }
}

/** Forgets everything with the page. */
export function memoryStore(kept: Map<string, string> = new Map()): HostStore {
  return {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => {
      if (value === null) kept.delete(name)
      else kept.set(name, value)
    },
  }
}
