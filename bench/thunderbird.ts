import { openHouse, signInAtOnce, user } from '@postakte/addin-thunderbird/testing/house'
import { openFolder, selectMail } from '@postakte/addin-thunderbird/testing/mail-window'
import { shownAfter } from '@postakte/addin-thunderbird/testing/shown-after'
import { openEmbedded } from '@postakte/server/db/embedded'
import { mailBytes } from '@postakte/server/testing/mail'

const letter = (at: number) => ({
  from: 'Anna Huber <anna@huber-verlag.example>',
  subject: `Brief ${at}`,
  messageId: `brief-${at}@huber-verlag.example`,
})

/**
 * From the selection of a mail to the contact beside it, and to the mail itself, against the bare request for the same: each in turn,
 * with a mail that was not asked for before.
 */
export async function benchThunderbird(mails: number) {
  const house = await openHouse({ byPolicy: true, openDb })
  const { thunderbird, dovecot } = house
  for (let at = 0; at < 2 * mails + 2; at++) dovecot.deliver(user, mailBytes(letter(at)))
  await openFolder(thunderbird, 'INBOX', 2 * mails + 2)
  await selectMail(thunderbird, letter(2 * mails).messageId)
  await thunderbird.install(house.addIn)
  await signInAtOnce(house)
  const token = house.api.token(user)
  await shownAfter(thunderbird, letter(2 * mails + 1).messageId)
  const times: { shown: number; loaded: number; asked: number }[] = []
  for (let at = 0; at < mails; at++)
    times.push({ ...(await shownAfter(thunderbird, letter(at).messageId)), asked: await askedIn(house.base, token, letter(mails + at)) })
  await house.close()
  const [shown, loaded, asked] = [
    median(times.map((one) => one.shown)),
    median(times.map((one) => one.loaded)),
    median(times.map((one) => one.asked)),
  ]
  return { mails, contactShownMs: shown, mailLoadedMs: loaded, bareLookupMs: asked, ratio: shown / asked, afterTheMailMs: shown - loaded }
}

async function openDb() {
  const db = await openEmbedded(null)
  await db.migrate()
  return db
}

async function askedIn(base: string, token: string, { messageId, subject }: ReturnType<typeof letter>): Promise<number> {
  const people = [
    { address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'from' },
    { address: 'service@sonnberg.example', name: '', role: 'to' },
  ]
  const start = performance.now()
  const response = await fetch(`${base}/api/lookup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ messageIds: [messageId], people, subject }),
  })
  await response.json()
  return performance.now() - start
}

const median = (all: readonly number[]): number => Math.round(all.toSorted((one, other) => one - other)[all.length >> 1]! * 10) / 10
