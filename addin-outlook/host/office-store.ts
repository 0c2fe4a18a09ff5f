import type { HostStore } from '@postakte/panel/host/mail-host'
import { officeCall } from './office-call'

/** What follows the user from device to device, in the mailbox itself (32 KB in all): no secrets. */
const preferences: ReadonlySet<string> = new Set(['language'])
const prefix = 'postakte.'

/**
 * Preferences in the mailbox, everything else in the browser's storage for this pane, and in memory where the browser gives none:
 * then it is gone with the pane. Who has two mailboxes open in one browser is signed in to each by itself.
 */
export function officeStore(): HostStore {
  const memory = new Map<string, string>()
  const local = localStore()
  return {
    get: async (name) => memory.get(name) ?? local.get(kept(name)) ?? roaming(name),
    set: async (name, value) => {
      if (value === null) memory.delete(name)
      else memory.set(name, value)
      local.set(kept(name), value)
      if (preferences.has(name)) await saveRoaming(name, value)
    },
  }
}

const kept = (name: string) => (preferences.has(name) ? name : `${ownAddress()}.${name}`)

/** A preference as it is known before Outlook is ready; null where nothing is. */
export const storedEarly = (name: string): string | null => localStore().get(name)

/** In a pane of another site storage may throw at any touch. */
function localStore() {
  const attempt = <T>(work: () => T): T | null => {
    try {
      return work()
    } catch {
      return null
    }
  }
  return {
    get: (name: string) => attempt(() => window.localStorage.getItem(prefix + name)),
    set: (name: string, value: string | null) =>
      attempt(() => (value === null ? window.localStorage.removeItem(prefix + name) : window.localStorage.setItem(prefix + name, value))),
  }
}

const ownAddress = () => (typeof Office === 'undefined' ? '' : (Office.context?.mailbox?.userProfile?.emailAddress ?? ''))
const roamingSettings = () => (typeof Office === 'undefined' ? undefined : Office.context?.roamingSettings)

function roaming(name: string): string | null {
  if (!preferences.has(name)) return null
  const value: unknown = roamingSettings()?.get(prefix + name)
  return typeof value === 'string' ? value : null
}

async function saveRoaming(name: string, value: string | null): Promise<void> {
  const settings = roamingSettings()
  if (!settings) return
  if (value === null) settings.remove(prefix + name)
  else settings.set(prefix + name, value)
  // A preference that could not be kept is asked for again, no more.
  await officeCall<void>((done) => settings.saveAsync(done)).catch(() => {})
}
