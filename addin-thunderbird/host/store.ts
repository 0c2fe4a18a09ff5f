import type { HostStore } from '@postakte/panel/host/mail-host'
import browser from 'webextension-polyfill'

/** Beginning of the names under which the panel's small texts lie in the add-on's own storage. */
export const prefix = 'panel.'

/** Tokens, what waits to be sent, preferences: in the profile, for the add-on's own pages. The script in a mail never asks for it. */
export const localStore: HostStore = {
  get: async (name) => {
    const value = (await browser.storage.local.get(prefix + name))[prefix + name]
    return typeof value === 'string' ? value : null
  },
  set: (name, value) =>
    value === null ? browser.storage.local.remove(prefix + name) : browser.storage.local.set({ [prefix + name]: value }),
}
