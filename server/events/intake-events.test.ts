import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'
import { startTwoServers, type TwoServers } from '../testing/two-servers'
import { until } from '../testing/until'

describe.each(databases)('what the intake does on $name', (database) => {
  let house: TwoServers
  let uid = 0n
  beforeAll(async () => {
    house = await startTwoServers(database)
  })
  afterAll(() => house.close())
  const arrive = async (...mails: readonly TestMail[]) => {
    await house.intake.receive(
      mails.map((mail) => ({
        ...{ source: 'imap', mailboxId: null, folder: 'INBOX', uidValidity: 1n, uid: ++uid },
        ...{ receivedAt: new Date('2026-03-02T08:00:05Z'), bytes: mailBytes(mail) },
      })),
    )
    await house.intake.settle()
  }
  const events = () =>
    house.db.query<{ kind: string; audiences: number[]; data: object; by_user: null }>(
      'select kind, to_jsonb(audiences) as audiences, data, by_user from events order by id',
    )
  const idOf = async (messageId: string) =>
    (await house.db.query<{ id: string }>('select id::text as id from mails where message_id = $1', [messageId]))[0]!.id

  const stranger: TestMail = { from: 'Otto Unbekannt <otto@unbekannt.example>', subject: 'Frage', messageId: 'o1@unbekannt.example' }
  const reply: TestMail = {
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'AW: Abo [VG=4711-x7k]',
    messageId: 'a1@huber-verlag.example',
  }
  const secret: TestMail = {
    from: 'Dora Weiß <dora.weiss@werk8.example>',
    subject: 'AW: Sperre [VG=4720-p5d]',
    messageId: 'd1@werk8.example',
  }
  const plain: TestMail = { from: 'Ben Kramer <ben.kramer@huber-verlag.example>', subject: 'Danke', messageId: 'b1@huber-verlag.example' }

  it('is heard by those whom it concerns: a new to-do, a mail at a case', async () => {
    const [nora, tim, lisa] = [await house.listen('nora', { at: 1 }), await house.listen('tim'), await house.listen('lisa')]
    await until(() => [nora, tim, lisa].every((one) => one.lastId() !== null))
    await arrive(stranger, reply, secret)
    await until(() => nora.changes().length === 3)
    const [todo] = await house.db.query<{ id: string }>('select id::text as id from todos')
    const caseIds = { open: house.id('@case/abo-umstellung'), private: house.id('@case/mahnsperre') }
    const [byStranger, byAnna, byDora] = [await idOf(stranger.messageId), await idOf(reply.messageId), await idOf(secret.messageId)]
    const all = nora.changes().map(({ kind, data }) => ({ kind, data }))
    expect(all).toHaveLength(3)
    expect(all).toContainEqual({ kind: 'todo', data: { id: todo!.id, mailId: byStranger, change: 'new' } })
    expect(all).toContainEqual({ kind: 'case', data: { id: caseIds.open, mailId: byAnna, change: 'mail' } })
    expect(all).toContainEqual({ kind: 'case', data: { id: caseIds.private, mailId: byDora, change: 'mail' } })
    await house.happen({ kind: 'contact', audiences: [0], data: { id: 'end' } })
    await until(() => [tim, lisa].every((one) => one.changes().some(({ data }) => data.id === 'end')))
    expect(
      [tim, lisa].map((one) =>
        one
          .changes()
          .map(({ kind }) => kind)
          .toSorted(),
      ),
    ).toEqual([
      ['case', 'contact', 'todo'],
      ['case', 'contact'],
    ])
  })
  it('is not told where nobody waits for it: a mail at a contact alone, and one that came before', async () => {
    const before = await events()
    await arrive(plain, reply)
    expect(await events()).toEqual(before)
    expect(await house.db.query('select state from mails where message_id = $1', [plain.messageId])).toEqual([{ state: 'filed' }])
  })
})
