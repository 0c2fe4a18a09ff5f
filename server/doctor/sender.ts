import { ownFromPlain, readOwn } from '../intake/own'
import { resultsOf } from '../intake/pipeline/authentication-results'
import type { Own } from '../intake/pipeline/decision'
import { traceOf } from '../intake/pipeline/received'
import { readHeaders } from '../mail/headers'
import { defaultLimits, Meter } from '../mail/limits'
import type { Header } from '../mail/read-mail'
import { bad, type Examined, type Finding, good, hint } from './finding'

const newestMails = 200
/** Of each mail; beyond it stands no line of our own server. */
const headBytes = 64 * 1024

/** Who we are, and whether the server that checks senders is the one that the settings name. */
export async function checkSender({ db, config }: Examined): Promise<readonly Finding[]> {
  const plain = await readOwn(db, config)
  return [
    plain.domains.length === 0 ? bad('own-none') : good('own', { domains: [...new Set(plain.domains)].join(', ') }),
    ...(plain.forwarding.length === 0 ? [hint('forwarding-none')] : []),
    checkedBy(await newestHeads(db), ownFromPlain(plain)),
  ]
}

async function newestHeads(db: Examined['db']): Promise<readonly (readonly Header[])[]> {
  const rows = await db.query<{ head: Uint8Array }>(
    `select substring(o.bytes from 1 for ${headBytes}) as head
     from (select sha256, max(id) as last from sightings
           where source = 'imap' and id > (select max(id) from sightings) - ${newestMails * 10} group by sha256 order by last desc limit ${newestMails}) s
     join originals o on o.sha256 = s.sha256`,
  )
  return rows.map(({ head }) => readHeaders(Buffer.from(head), 0, head.byteLength, new Meter(defaultLimits), true).headers)
}

/** Only mails that came over the network can have been checked. */
function checkedBy(all: readonly (readonly Header[])[], own: Own): Finding {
  const mails = all.filter((headers) => headers.some(({ name }) => name === 'received'))
  const ids = [...own.authservIds].join(', ')
  const seen = namesOnTop(mails)
  const facts = { mails: mails.length, ids, seen }
  if (ids === '') return mails.length === 0 ? hint('authserv-none') : bad('authserv-none-though', facts)
  if (mails.length === 0) return hint('authserv-no-mail', facts)
  const checked = mails.filter((headers) => resultsOf(headers, traceOf(headers, own), own) !== null).length
  if (checked === 0) return bad('authserv-other', facts)
  return checked * 2 < mails.length ? hint('authserv-some', { ...facts, checked }) : good('authserv', { ...facts, checked })
}

/**
 * The names that stand topmost, and in how many mails. A server that writes no line of its own leaves that place to the sender, so
 * they are shown for a person to judge, and only where they look like a name.
 */
function namesOnTop(mails: readonly (readonly Header[])[]): string {
  const counts = new Map<string, number>()
  for (const headers of mails) {
    const line = headers.find(({ name }) => name === 'authentication-results')?.value
    const id = line && /^\s*([\w.-]{1,80})(?=[\s;]|$)/.exec(line)?.[1]?.toLowerCase()
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const most = [...counts].toSorted(([, one], [, other]) => other - one).slice(0, 5)
  return most.map(([id, count]) => `${id} (${count})`).join(', ') || '–'
}
