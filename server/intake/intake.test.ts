import { world } from '@postakte/shared/world/world'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { type LoadedIds, loadDirectory } from '../demo/load-directory'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'
import type { Arrival } from './arrival'
import { readOwn } from './own'
import { processBatch } from './process'
import { quarantined, retry } from './quarantine'
import { ReadingPool } from './reading-pool'
import { makeReceive } from './receive'

const config = {
  POSTAKTE_OWN_DOMAINS: [],
  POSTAKTE_OWN_ADDRESSES: [],
  POSTAKTE_FORWARDING: [],
  POSTAKTE_AUTHSERV_IDS: [],
  secretKey: 'x'.repeat(32),
}
const reply: TestMail = {
  from: 'Anna Huber <anna@huber-verlag.example>',
  subject: 'AW: Abo [VG=4711-x7k]',
  messageId: 'a1@huber-verlag.example',
}

describe.each(databases)('intake on $name', (database) => {
  let db: Db
  let ids: LoadedIds
  let pool: ReadingPool
  let uid = 0n

  beforeEach(async () => {
    db = await database.open()
    ids = await loadDirectory(db, world)
    pool = new ReadingPool(await readOwn(db, config), 1)
  })
  afterEach(async () => {
    await pool.close()
    await db.close()
  })
  afterAll(() => database.close())

  const arrival = (bytes: Uint8Array, place: Partial<Arrival> = {}): Arrival => ({
    source: 'imap',
    mailboxId: null,
    folder: 'INBOX',
    uidValidity: 1n,
    uid: ++uid,
    receivedAt: new Date('2026-03-02T08:00:05Z'),
    bytes,
    ...place,
  })
  const take = async (...arrivals: Arrival[]) => {
    const receipts = await makeReceive(db)(arrivals)
    while ((await processBatch({ db, pool })) > 0);
    return receipts
  }
  const count = async (table: string) => (await db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n

  it('files a reply with its case tag under the contact and the case, with a reason', async () => {
    await take(arrival(mailBytes(reply)))
    const filed = await db.query(`select contact_id::text as contact, case_id::text as case, rule from filings order by id`)
    expect(filed).toEqual([
      { contact: ids.contacts.get('anna'), case: null, rule: 'address' },
      { contact: null, case: ids.cases.get('abo-umstellung'), rule: 'case-tag' },
    ])
    expect(await count('activities')).toBe(1)
    expect(await count('todos')).toBe(0)
  })

  it('keeps the original byte for byte', async () => {
    const bytes = Buffer.concat([mailBytes(reply), Buffer.from([0, 255, 13, 10, 128])])
    await take(arrival(bytes))
    const [row] = await db.query<{ bytes: Uint8Array }>(`select bytes from originals`)
    expect(Buffer.from(row!.bytes).equals(bytes)).toBe(true)
  })

  it('makes one mail of the same mail seen in two mailboxes', async () => {
    const bytes = mailBytes(reply)
    const other = Buffer.concat([Buffer.from('Delivered-To: service@sonnberg.example\r\n'), bytes])
    await take(arrival(bytes), arrival(other, { folder: 'service' }))
    await take(arrival(bytes, { folder: 'archive' }))
    expect([await count('mails'), await count('sightings'), await count('filings')]).toEqual([1, 3, 2])
  })

  it.each([
    ['a night without an hour', '2026-03-29T00:59:59Z', '2026-03-29T01:00:01Z'],
    ['a night with an hour twice', '2026-10-25T01:30:00Z', '2026-10-25T00:30:00Z'],
    ['a clock set back by a day', '2026-03-03T08:00:00Z', '2026-03-02T08:00:00Z'],
  ])('files an answer behind the mail before it, whatever the clocks say: %s', async (_, first, second) => {
    const answer = { ...reply, subject: 'AW: Abo', messageId: 'a2@huber-verlag.example', headers: [`In-Reply-To: <${reply.messageId}>`] }
    await take(arrival(mailBytes(reply), { receivedAt: new Date(first) }), arrival(mailBytes(answer), { receivedAt: new Date(second) }))
    const inCase = await db.query<{ message_id: string }>(
      `select m.message_id from mails m join filings f on f.mail_id = m.id and f.case_id is not null order by m.id`,
    )
    expect(inCase.map(({ message_id }) => message_id)).toEqual([reply.messageId, answer.messageId])
  })

  it('takes the same place in once', async () => {
    const one = arrival(mailBytes(reply))
    expect(await take(one)).toEqual(['stored'])
    expect(await take(one)).toEqual(['known'])
    expect(await count('sightings')).toBe(1)
  })

  it('does not let a known Message-ID suppress another mail', async () => {
    await take(arrival(mailBytes({ ...reply, from: 'x@gmx.de', text: 'Vorweg geschickt.' })))
    await take(arrival(mailBytes(reply)))
    expect(await count('mails')).toBe(2)
  })

  it('gives nobody a part in a case for having used the Message-ID of a mail in it', async () => {
    const ida = { from: 'ida@möwe-bücher.example', subject: 'Guten Tag' }
    await take(arrival(mailBytes(reply)))
    await take(arrival(mailBytes({ ...ida, messageId: reply.messageId! })))
    await take(arrival(mailBytes({ ...ida, messageId: 'b2@moewe.example', headers: [`In-Reply-To: <${reply.messageId}>`] })))
    const anna = { from: reply.from!, subject: 'Noch etwas', messageId: 'a2@huber-verlag.example' }
    await take(arrival(mailBytes({ ...anna, headers: [`In-Reply-To: <${reply.messageId}>`] })))
    const inCase = await db.query(
      `select m.from_address from mails m join filings f on f.mail_id = m.id and f.case_id is not null order by m.id`,
    )
    expect(inCase).toEqual([{ from_address: 'anna@huber-verlag.example' }, { from_address: 'anna@huber-verlag.example' }])
  })

  it.each([
    ['a clock that never was set', 'Thu, 1 Jan 1970 00:00:00 +0000', null],
    ['a date to stay on top for ever', 'Wed, 1 Jan 2099 00:00:00 +0000', null],
    ['no date', 'Foo 99', null],
    ['a clock of some hours ahead', 'Mon, 2 Mar 2026 20:00:00 +0000', '2026-03-02T20:00:00.000Z'],
    ['an old mail out of an archive', 'Mon, 2 Mar 1998 20:00:00 +0000', '1998-03-02T20:00:00.000Z'],
  ])('puts a mail where it came when its date cannot be true: %s', async (_, date, sent) => {
    await take(arrival(mailBytes({ ...reply, date })))
    const [row] = await db.query<{ sent: Date | null; at: Date }>(
      `select m.sent_at as sent, a.occurred_at as at from mails m join activities a on a.mail_id = m.id`,
    )
    expect(row!.sent && new Date(row!.sent).toISOString()).toBe(sent)
    expect(new Date(row!.at).toISOString()).toBe(sent ?? '2026-03-02T08:00:05.000Z')
  })

  it('takes a copy with a gateway footer as the same mail', async () => {
    const text = 'Guten Tag, hier kommen viele Worte, damit der Fuß nur ein kleiner Teil des Ganzen ist. '.repeat(5)
    await take(arrival(mailBytes({ ...reply, text })))
    await take(arrival(mailBytes({ ...reply, text: `${text}\r\n-- \r\nGeprüft durch das Gateway.\r\n` })))
    expect([await count('mails'), await count('sightings')]).toEqual([1, 2])
  })

  it('puts up a to-do with the candidates for an address that two contacts share', async () => {
    await take(arrival(mailBytes({ from: 'familie.ott@t-online.de', subject: 'Abo', messageId: 'o1@t-online.de' })))
    const [todo] = await db.query<{ kind: string; candidates: { id: string }[] }>(`select kind, candidates from todos`)
    expect(todo!.kind).toBe('ask')
    expect(todo!.candidates.map(({ id }) => id).sort()).toEqual([ids.contacts.get('paul'), ids.contacts.get('petra')].sort())
  })

  it('files an answer to a mail of the same batch where that mail lies', async () => {
    await take(
      arrival(mailBytes(reply)),
      arrival(
        mailBytes({
          from: 'anna@huber-verlag.example',
          subject: 'Noch etwas',
          messageId: 'a2@huber-verlag.example',
          headers: ['In-Reply-To: <a1@huber-verlag.example>'],
        }),
      ),
    )
    expect(await db.query(`select count(*)::int as n from filings where case_id is not null`)).toEqual([{ n: 2 }])
    expect(await db.query(`select count(distinct thread_key)::int as n from mails`)).toEqual([{ n: 1 }])
  })

  it('survives NUL bytes and lone surrogates in every text', async () => {
    await take(
      arrival(
        mailBytes({
          from: '"A\0nna" <anna@huber-verlag.example>',
          subject: 'Be\0treff \ud800',
          text: '\0',
          messageId: 'n\0ul@x',
        }),
      ),
    )
    expect(await count('mails')).toBe(1)
  })

  it('puts what cannot be read into quarantine after three attempts, with the others filed, and takes it back on retry', async () => {
    await db.query(
      `create function refuse() returns trigger language plpgsql as $$ begin if new.subject like 'Gift%' then raise exception 'poison'; end if; return new; end $$`,
    )
    await db.query(`create trigger refuse before insert on mails for each row execute function refuse()`)
    await makeReceive(db)([arrival(mailBytes({ ...reply, subject: 'Gift', messageId: 'g@x' })), arrival(mailBytes(reply))])
    for (let attempt = 0; attempt < 3; attempt++) {
      await db.query(`update sightings set retry_at = null`)
      await processBatch({ db, pool })
    }
    expect(await count('mails')).toBe(1)
    const [held] = await quarantined(db)
    expect(held!.problem.reason).toContain('poison')
    await db.query(`drop trigger refuse on mails`)
    expect(await retry(db, held!.id)).toBe(true)
    await processBatch({ db, pool })
    expect([await count('mails'), (await quarantined(db)).length]).toEqual([2, 0])
  })

  it('never files again what a person took away', async () => {
    await take(arrival(mailBytes(reply)))
    await db.query(`update filings set removed_at = now() where case_id is not null`)
    await take(arrival(mailBytes(reply), { folder: 'again' }))
    expect(await db.query(`select count(*)::int as n from filings where case_id is not null and removed_at is null`)).toEqual([{ n: 0 }])
  })
})
