import { afterEach, describe, expect, it, vi } from 'vitest'
import { officeStore, storedEarly } from './office-store'

const roaming = new Map<string, unknown>()
const inMailbox = (emailAddress: string) =>
  vi.stubGlobal('Office', {
    context: {
      mailbox: { userProfile: { emailAddress } },
      roamingSettings: {
        get: (name: string) => roaming.get(name),
        set: (name: string, value: unknown) => roaming.set(name, value),
        remove: (name: string) => roaming.delete(name),
        saveAsync: (done: (result: unknown) => void) => done({ status: 'succeeded' }),
      },
    },
  })
const browser = (kept: Map<string, string> | null) =>
  vi.stubGlobal('window', {
    get localStorage() {
      if (!kept) throw new DOMException('The request was denied.', 'SecurityError')
      return {
        getItem: (name: string) => kept.get(name) ?? null,
        setItem: (name: string, value: string) => kept.set(name, value),
        removeItem: (name: string) => kept.delete(name),
      }
    },
  })

afterEach(() => {
  vi.unstubAllGlobals()
  roaming.clear()
})

describe('what a pane keeps', () => {
  it('is there again when the pane is opened again, for that mailbox only', async () => {
    browser(new Map())
    inMailbox('n.stein@sonnberg.example')
    await officeStore().set('tokens', 'geheim')
    expect(await officeStore().get('tokens')).toBe('geheim')
    inMailbox('t.vogel@sonnberg.example')
    expect(await officeStore().get('tokens')).toBeNull()
  })
  it('is in memory where the browser gives no storage', async () => {
    browser(null)
    inMailbox('n.stein@sonnberg.example')
    const store = officeStore()
    await store.set('tokens', 'geheim')
    expect(await store.get('tokens')).toBe('geheim')
    await store.set('tokens', null)
    expect(await store.get('tokens')).toBeNull()
    expect(storedEarly('language')).toBeNull()
  })
  it('has the language in the mailbox, on every device, and no token there', async () => {
    browser(new Map())
    inMailbox('n.stein@sonnberg.example')
    await officeStore().set('language', 'en')
    await officeStore().set('tokens', 'geheim')
    expect([...roaming]).toEqual([['postakte.language', 'en']])
    browser(new Map())
    expect(await officeStore().get('language')).toBe('en')
  })
  it('can be asked before Outlook is there', async () => {
    browser(new Map([['postakte.language', 'de']]))
    expect(storedEarly('language')).toBe('de')
    expect(await officeStore().get('tokens')).toBeNull()
  })
})
