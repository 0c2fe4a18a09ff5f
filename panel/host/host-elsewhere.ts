import type { HostAbility, MailHost, OpenItem } from './mail-host'

interface Elsewhere {
  readonly program: MailHost['program']
  readonly abilities: ReadonlySet<HostAbility>
  /** Calls the adapter by the member's name; bytes come back as a list of numbers, what was refused as a Problem. */
  readonly call: (name: string, ...given: readonly unknown[]) => Promise<any>
}

export const everyAbility: readonly HostAbility[] = ['selected-mails', 'draft', 'reply', 'mark', 'silent-sign-in']

/** For tests: an adapter that runs in a page of its mail program, as if it were here. `tell`: it has told of that. */
export function hostElsewhere({ program, abilities, call }: Elsewhere): { readonly host: MailHost; tell(item: OpenItem | null): void } {
  let current: OpenItem | null = null
  const listeners = new Set<() => void>()
  const host: MailHost = {
    program,
    can: (what) => abilities.has(what),
    current: () => current,
    onChange: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    selected: () => call('selected'),
    source: async (key) => {
      const { bytes, how } = await call('source', key)
      return { bytes: new Uint8Array(bytes), how }
    },
    insert: (key, content) => call('insert', key, content),
    attach: (key, file) => call('attach', key, { ...file, bytes: [...file.bytes] }),
    reply: (key, how) => call('reply', key, how),
    mark: (key, state) => call('mark', key, state),
    openPage: (address) => call('openPage', address),
    silentToken: (registration) => call('silentToken', registration),
    store: { get: (name) => call('store.get', name), set: (name, value) => call('store.set', name, value) },
  }
  const tell = (item: OpenItem | null) => {
    current = item
    for (const listener of listeners) listener()
  }
  return { host, tell }
}
