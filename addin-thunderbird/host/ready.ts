import browser from 'webextension-polyfill'
import { permissionFor } from './settings'
import { localStore } from './store'

/** The server may be reached, and somebody is signed in there. */
export async function readyToWork(server: string): Promise<boolean> {
  return (await browser.permissions.contains(permissionFor(server))) && (await localStore.get('tokens')) !== null
}
