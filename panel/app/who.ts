import type { HostStore, ReadMail } from '../host/mail-host'
import { usePanel, useSignal } from './panel-context'
import { Signal } from './signal'

const kept = 'who'
/** Addresses that are remembered; the ones chosen last. */
const most = 200

/** Whom the user meant when several contacts have one address: the same next time. */
export class Who {
  readonly chosen = new Signal<ReadonlyMap<string, string>>(new Map())
  private readonly store: HostStore

  constructor(store: HostStore) {
    this.store = store
  }

  async start(): Promise<void> {
    this.chosen.set(new Map(JSON.parse((await this.store.get(kept)) ?? '[]') as [string, string][]))
  }

  /** Who writes that mail, where it was chosen. */
  of = (mail: Pick<ReadMail, 'people'>): string | null => this.chosen.get().get(addressOf(mail)) ?? null
  /** Null: somebody else, to be asked again. */
  choose(address: string, contactId: string | null): void {
    const others = [...this.chosen.get()].filter(([one]) => one !== address)
    const all = contactId === null ? others : [...others, [address, contactId] as const]
    this.chosen.set(new Map(all.slice(-most)))
    void this.store.set(kept, JSON.stringify(all.slice(-most)))
  }
}

const addressOf = ({ people }: Pick<ReadMail, 'people'>) => people.find(({ role }) => role === 'from')?.address.toLowerCase() ?? ''

export function useWho(mail: Pick<ReadMail, 'people'>) {
  const { who } = usePanel()
  useSignal(who.chosen)
  return { contactId: who.of(mail), choose: (id: string | null) => who.choose(addressOf(mail), id) }
}
