import { Problem } from '@postakte/shared/model/problem'
import { ThunderbirdHost } from '../host/thunderbird-host'

/**
 * The adapter alone, in a window of the add-on beside the mails, for the contract test: handled from outside by texts. It is opened as
 * the options page is, and opens its window itself.
 */
let host = new ThunderbirdHost()
let changes: unknown[] = []

const call = async (name: string, given: readonly unknown[]): Promise<unknown> => {
  if (name === 'fresh') {
    host = new ThunderbirdHost()
    changes = []
    host.onChange(() => changes.push(host.current()))
    return null
  }
  if (name === 'changes') return changes
  if (name === 'can') return host.can(given[0] as never)
  const [owner, method] = name.startsWith('store.') ? [host.store, name.slice(6)] : [host, name]
  return (owner as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[method]!(...given.map(withBytes))
}
const withBytes = (one: any) => (one?.bytes ? { ...one, bytes: new Uint8Array(one.bytes) } : one)
const plain = (_: string, value: unknown) => (value instanceof Uint8Array ? [...value] : value)

;(window as unknown as { probe: (name: string, given: string) => Promise<string> }).probe = (name, given) =>
  call(name, JSON.parse(given)).then(
    (value) => JSON.stringify({ value: value ?? null }, plain),
    (error) => JSON.stringify(error instanceof Problem ? { code: error.code, facts: error.facts } : { code: String(error), facts: {} }),
  )

if (location.hash === '') void messenger.windows.create({ type: 'popup', url: 'probe.html#window', width: 400, height: 300 })
