import browser from 'webextension-polyfill'
import { missing, type Parts, parts } from './parts'

const name = 'outbox'

/** While something waits for the server, it is tried every minute, asleep or not. */
export async function wakeForOutbox(): Promise<void> {
  const { outbox }: Parts = await parts()
  const waits = outbox.waiting.get().some(({ refused }) => refused === null)
  if (waits) browser.alarms.create(name, { periodInMinutes: 1 })
  else await browser.alarms.clear(name)
}

export async function sendWaiting(): Promise<void> {
  const all = await parts()
  if ((await missing(all)) === null) await all.outbox.send()
  await wakeForOutbox()
}
