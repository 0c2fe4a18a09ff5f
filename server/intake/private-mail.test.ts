import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { health } from '../http/health'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes, type TestMail } from '../testing/mail'
import { refused } from '../testing/refused'
import { startProcessing } from './intake'
import { read } from './reading'

describe.each(databases)('mail that is marked as private, on $name', ({ open, close }) => {
  let api: TestApi
  let uid = 0n
  const boxes = new Map<string | null, number>()
  beforeAll(async () => {
    api = await startApi(await open('world'), { POSTAKTE_CONFIDENTIAL_ADDRESSES: 'betriebsrat@sonnberg.example' })
    for (const [name, team, owner] of [
      ['service', 'Kundenservice', null],
      ['vertrieb', 'Vertrieb', null],
      ['tim', null, 'tim'],
    ] as const) {
      const [row] = await api.db.query<{ id: number }>(
        `insert into mailboxes (name, host, login, secret, team_id, owner_id) values ($1, 'h', 'l', 's', $2::int, $3::int) returning id`,
        [name, team && api.ids.teams.get(team), owner && api.ids.users.get(owner)],
      )
      boxes.set(name, row!.id)
    }
  })
  beforeEach(() => api.db.query('delete from left_mails'))
  afterAll(async () => {
    await api.intake.stop()
    await api.close()
    await close()
  })
  const begin = (POSTAKTE_PRIVATE_MAIL: string) =>
    startProcessing({ db: api.db, config: { ...api.config, POSTAKTE_PRIVATE_MAIL }, log: pino({ level: 'silent' }) })
  /** The server as it starts with that setting. */
  async function set(setting: string): Promise<void> {
    await api.intake.stop()
    Object.assign(api, { intake: await begin(setting) })
  }
  const arrival = (said: Partial<TestMail> & { subject: string }, box = 'service') => ({
    source: 'imap' as const,
    mailboxId: boxes.get(box)!,
    folder: 'INBOX',
    uidValidity: 1n,
    uid: ++uid,
    receivedAt: new Date('2026-03-02T08:00:00Z'),
    bytes: mailBytes({
      from: 'Anna Huber <anna@huber-verlag.example>',
      messageId: `${said.subject.length}${uid}@huber-verlag.example`,
      ...said,
    }),
  })
  const sensitive = (subject: string, headers: readonly string[] = []): Partial<TestMail> & { subject: string } => ({
    subject,
    messageId: `${subject.replaceAll(' ', '-')}@huber-verlag.example`,
    headers: ['Sensitivity: Private', ...headers],
  })
  const bring = async (...arrivals: ReturnType<typeof arrival>[]) => {
    const receipts = await api.intake.receive(arrivals)
    await api.intake.settle()
    return receipts
  }
  const count = async (table: string) => (await api.db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n
  const mailOf = async (subject: string) =>
    (
      await api.db.query<{ id: string; state: string; filings: number }>(
        `select id::text as id, state, (select count(*)::int from filings f where f.mail_id = m.id) as filings from mails m where subject = $1`,
        [subject],
      )
    )[0]
  const sees = async (subject: string) => {
    const { id } = (await mailOf(subject))!
    const seen: string[] = []
    for (const login of ['nora', 'tim', 'ruth', 'ada'])
      if ((await api.send(login, 'GET', `/api/mails/${id}`)).status === 200) seen.push(login)
    return seen
  }

  it('stays where it is: of it nothing but a hash is kept, and others of the same moment come in', async () => {
    const receipts = await bring(arrival({ subject: 'Frage' }), arrival(sensitive('Kur')), arrival({ subject: '[privat] Gruß' }))
    expect(receipts).toEqual(['stored', 'left', 'left'])
    expect(await api.db.query('select subject from mails order by id')).toEqual([{ subject: 'Frage' }])
    expect([await count('originals'), await count('sightings')]).toEqual([1, 1])
    expect(await mailOf('Kur')).toBeUndefined()
    const left = await api.db.query(`select mailbox_id as box, mark, length(head_hash) as hash from left_mails order by id`)
    expect(left).toEqual([
      { box: boxes.get('service'), mark: 'header', hash: 32 },
      { box: boxes.get('service'), mark: 'subject', hash: 32 },
    ])
    expect(JSON.stringify(await api.db.query('select * from left_mails'))).not.toMatch(/Kur|huber/)
    await bring(arrival({ subject: 'An den Betriebsrat', to: 'betriebsrat@sonnberg.example' }))
    expect(await count('left_mails')).toBe(3)
  })
  it('is counted where who looks after the server sees it, also when a stranger marks it so', async () => {
    const one = arrival(sensitive('Zweimal gesehen'))
    await bring(one)
    await bring({ ...one, bytes: Buffer.from(one.bytes) })
    await bring(arrival({ ...sensitive('Vom Fremden'), from: 'wer@unbekannt.example', proven: 'fail' }))
    expect(await health(api.db)).toMatchObject({ ok: true, privateLeft: 2 })
  })
  it('comes in when a colleague hands it over on purpose, and is filed by that colleague alone', async () => {
    const bytes = mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', ...sensitive('Übergeben') } as TestMail)
    const answer = await api.send('nora', 'PUT', '/api/mails/source', new Uint8Array(bytes), { 'Content-Type': 'message/rfc822' })
    expect(answer.status).toBeLessThan(300)
    expect(await mailOf('Übergeben')).toMatchObject({ state: 'ask', filings: 0 })
    expect(await sees('Übergeben')).toEqual(['nora'])
  })

  it('goes to the closed team that is named: no rule files it, and nobody else sees it than who sees that team', async () => {
    await set('team:Personal')
    expect(await bring(arrival(sensitive('Lohnpfändung')))).toEqual(['stored'])
    expect(await mailOf('Lohnpfändung')).toMatchObject({ state: 'ask', filings: 0 })
    expect(await sees('Lohnpfändung')).toEqual(['ruth', 'ada'])
    const todos = await api.db.query(
      `select team_id as team from todos t join mails m on m.id = t.mail_id where m.subject = 'Lohnpfändung'`,
    )
    expect(todos).toEqual([{ team: api.ids.teams.get('Personal') }])
    await bring(arrival({ ...sensitive('Lohnpfändung'), headers: [] }, 'vertrieb'))
    await bring(arrival(sensitive('Lohnpfändung'), 'vertrieb'))
    expect(await sees('Lohnpfändung')).toEqual(['ruth', 'ada'])
    await bring(arrival({ subject: 'Bestellung' }))
    expect((await mailOf('Bestellung'))!.state).toBe('filed')
  })
  it('stays a colleague’s own in that colleague’s mailbox, whoever else is named', async () => {
    await set('user:dirk')
    await bring(arrival(sensitive('Einladung'), 'tim'), arrival(sensitive('Beschwerde')))
    expect(await sees('Einladung')).toEqual(['tim'])
    expect(await sees('Beschwerde')).toEqual([])
    expect((await api.send('dirk', 'GET', `/api/mails/${(await mailOf('Beschwerde'))!.id}`)).status).toBe(200)
  })
  it('is like any other where that is set', async () => {
    await set('as-others')
    expect(await bring(arrival(sensitive('Vertraulich, wie immer')))).toEqual(['stored'])
    expect(await mailOf('Vertraulich, wie immer')).toMatchObject({ state: 'filed', filings: 1 })
  })
  it('comes in by the next look once that is set', async () => {
    await set('leave')
    const one = arrival(sensitive('Später doch'))
    expect(await bring(one)).toEqual(['left'])
    await set('as-others')
    expect([await count('left_mails'), await bring(one)]).toEqual([0, ['stored']])
  })
  it('stops the start when it would be for a team that anybody may look into, or for nobody', async () => {
    const starts = (setting: string) => refused(begin(setting))
    expect(await starts('team:Kundenservice')).toBe('private-mail-team')
    expect(await starts('team:Gibtsnicht')).toBe('private-mail-team')
    expect(await starts('user:gibtsnicht')).toBe('private-mail-user')
  })
})

it('is found inside what a colleague or a journal forwards, too', () => {
  const inner = mailBytes({
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'Kur',
    messageId: 'innen@x',
    headers: ['Sensitivity: Private'],
  })
  const own = {
    domains: new Set(['sonnberg.example']),
    addresses: new Set<string>(),
    forwarding: new Set<string>(),
    authservIds: new Set(['mx.sonnberg.example']),
    tagKey: 'k'.repeat(32),
    confidential: { addresses: new Set<string>() },
  }
  const outer = mailBytes({
    from: 'n.stein@sonnberg.example',
    to: 'crm@sonnberg.example',
    subject: 'WG: Kur',
    messageId: 'aussen@sonnberg.example',
    proven: 'submitted',
    type: 'multipart/mixed; boundary=b',
    text: `--b\r\nContent-Type: message/rfc822\r\n\r\n${inner.toString('latin1')}\r\n--b--\r\n`,
  })
  expect(read(outer, own).clues).toMatchObject({ marked: 'header', messageId: 'innen@x' })
})
