import { openHouse, signInAtOnce, user } from '@postakte/addin-thunderbird/testing/house'
import { openFolder, selectMail } from '@postakte/addin-thunderbird/testing/mail-window'
import { askedAfter, loadedAfter, shownAfter, switchOff } from '@postakte/addin-thunderbird/testing/shown-after'
import type { Thunderbird } from '@postakte/addin-thunderbird/testing/thunderbird'
import { openEmbedded } from '@postakte/server/db/embedded'
import { mailBytes } from '@postakte/server/testing/mail'

const letter = (at: number) => ({
  from: 'Anna Huber <anna@huber-verlag.example>',
  subject: `Brief ${at}`,
  messageId: `brief-${at}@huber-verlag.example`,
})

/**
 * From the selection of a mail to the contact beside it, against the bare request for the same (of this program, and of Thunderbird's own
 * network), each in turn with a mail that was not asked for before; and what of it Thunderbird takes by itself: as many mails without the add-on, half of them before, half after it. A moment
 * passes between two mails, as it does with a reader: what the add-on does after the contact is there is not on the way of the next mail.
 */
export async function benchThunderbird(mails: number) {
  const house = await openHouse({ byPolicy: true, openDb })
  const { thunderbird, dovecot } = house
  const [first, second] = [4 * mails, 4 * mails + 1]
  for (let at = 0; at <= second; at++) dovecot.deliver(user, mailBytes(letter(at)))
  await openFolder(thunderbird, 'INBOX', second + 1)
  await selectMail(thunderbird, letter(first).messageId)
  const half = Math.ceil(mails / 2)
  const alone = await aloneTimes(thunderbird, 0, half)
  await selectMail(thunderbird, letter(first).messageId)
  await thunderbird.install(house.addIn)
  await signInAtOnce(house)
  const token = house.api.token(user)
  await shownAfter(thunderbird, letter(second).messageId)
  const times: { shown: number; loaded: number; asked: number; askedByIt: number }[] = []
  for (let at = mails; at < 2 * mails; at++) {
    const one = await shownAfter(thunderbird, letter(at).messageId)
    await aMoment()
    const asked = await askedIn(house.base, token, letter(mails + at))
    const askedByIt = await askedAfter(thunderbird, ...requestOf(house.base, token, letter(2 * mails + at)))
    times.push({ ...one, asked, askedByIt })
  }
  await switchOff(thunderbird)
  alone.push(...(await aloneTimes(thunderbird, half, mails)))
  await house.close()
  const [shown, loaded, asked, askedByIt] = (['shown', 'loaded', 'asked', 'askedByIt'] as const).map((one) =>
    median(times.map((each) => each[one])),
  )
  const onTop = median(times.map((one) => one.shown - one.loaded))
  return {
    mails,
    contactShownMs: shown!,
    mailLoadedMs: loaded!,
    mailLoadedWithoutUsMs: median(alone),
    onTopOfTheMailMs: onTop,
    bareLookupMs: asked!,
    bareLookupByThunderbirdMs: askedByIt!,
    ratio: round(shown! / asked!),
    ratioToThunderbirds: round(shown! / askedByIt!),
    ratioOnTopOfTheMail: round(onTop / asked!),
    goal: 'contact shown <= 2.5 x the bare look-up',
  }
}

async function aloneTimes(thunderbird: Thunderbird, from: number, to: number): Promise<number[]> {
  const times: number[] = []
  for (let at = from; at < to; at++) {
    times.push(await loadedAfter(thunderbird, letter(at).messageId))
    await aMoment()
  }
  return times
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 500))

async function openDb() {
  const db = await openEmbedded(null)
  await db.migrate()
  return db
}

type Letter = ReturnType<typeof letter>

function requestOf(base: string, token: string, { messageId, subject }: Letter) {
  const people = [
    { address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'from' },
    { address: 'service@sonnberg.example', name: '', role: 'to' },
  ]
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  return [`${base}/api/lookup`, { method: 'POST', headers, body: JSON.stringify({ messageIds: [messageId], people, subject }) }] as const
}

async function askedIn(base: string, token: string, mail: Letter): Promise<number> {
  const [url, request] = requestOf(base, token, mail)
  const start = performance.now()
  await (await fetch(url, request)).json()
  return performance.now() - start
}

const round = (value: number): number => Math.round(value * 10) / 10
const median = (all: readonly number[]): number => round(all.toSorted((one, other) => one - other)[all.length >> 1]!)
