import type { InputOf } from '@postakte/shared/api/route'
import { sendingRoutes } from '@postakte/shared/api/sending'
import { teamRoutes } from '@postakte/shared/api/teams'
import { runsOfDraft } from '@postakte/shared/sending/local-findings'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'

type Draft = InputOf<typeof sendingRoutes.checkDraft>['body']

const to = (...addresses: string[]) => addresses.map((address) => ({ address, role: 'to' as const }))
/** Nora's private case is where this one lies. */
const ofPrivateCase = ['<mahnung@werk8.example>']
const ofAbo = ['<frage@huber-verlag.example>']

describe.each(databases)('before a mail is sent on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('everything'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  const check = (login: string, body: Draft) => api.call(login, sendingRoutes.checkDraft, { body })
  const belongs = async (login: string, body: Draft) => {
    const { case: at, candidates } = await check(login, body)
    return at ? [at.number, at.by] : candidates.map(({ number }) => number)
  }
  const strangers = async (people: Draft['people'], more: Draft = {}) => {
    const { findings } = await check('nora', { thread: ofAbo, people, ...more })
    return findings.flatMap((one) => (one.kind === 'stranger' ? [[one.address, one.contact?.name ?? null]] : []))
  }

  it('the draft belongs to the case of the mail that it answers, of the tag in its subject, or that the user chose', async () => {
    expect(await belongs('nora', { thread: ['<unbekannt@huber-verlag.example>', ...ofAbo] })).toEqual(['4711', 'answers'])
    expect(await belongs('nora', { thread: ofAbo, subject: 'AW: Abo [VG=4712-m3q]' })).toEqual(['4712', 'tag'])
    const chosen = api.id('@case/adressaenderung')
    expect(await belongs('nora', { thread: ofAbo, subject: 'AW: Abo [VG=4711-x7k]', chosen })).toEqual(['4712', 'chosen'])
    expect(await belongs('nora', { thread: ofAbo, subject: 'AW: Abo [VG=4711-x7k]', chosen: 'none' })).toEqual([])
  })
  it('it belongs nowhere where nothing says so: no tag without its check, no unknown mail', async () => {
    expect(await belongs('nora', {})).toEqual([])
    expect(await belongs('nora', { subject: 'Abo [VG=4711] [VG=4712-xxx]', thread: ['<fremd@huber-verlag.example>', '', '<>'] })).toEqual(
      [],
    )
  })
  it('where there are several the user is asked, and nothing is found at any of them', async () => {
    const several = { subject: 'Abo [VG=4711-x7k] [VG=4712-m3q]', people: to('claire@librairie-petit.example') }
    expect(await check('nora', several)).toMatchObject({ case: null, candidates: [{ number: '4711' }, { number: '4712' }], findings: [] })
  })
  it('nobody learns of a colleague’s private case', async () => {
    const chosen = api.id('@case/mahnsperre')
    expect(await belongs('nora', { thread: ofPrivateCase })).toEqual(['4720', 'answers'])
    for (const login of ['tim', 'ada', 'ruth', 'dirk', 'lisa'])
      for (const asked of [{ thread: ofPrivateCase }, { subject: '[VG=4720-p5d]' }, { chosen }])
        expect(await check(login, { ...asked, people: to('claire@librairie-petit.example') })).toEqual({
          case: null,
          candidates: [],
          findings: [],
          tagForSubject: null,
        })
  })
  it('whoever is no part of the case is named, and whose address it is', async () => {
    expect(await strangers(to('anna@huber-verlag.example', 'Claire@Librairie-Petit.example', 'fremd@anderswo.example'))).toEqual([
      ['claire@librairie-petit.example', 'Claire Petit'],
      ['fremd@anderswo.example', null],
    ])
    expect(await strangers([{ address: 'dora.weiss@werk8.example', role: 'bcc' }])).toEqual([['dora.weiss@werk8.example', 'Dora Weiß']])
  })
  it('whoever is part of it is not: contact, company and its people, a plus in the address, our own, the sender', async () => {
    const fine = [
      'anna@huber-verlag.example',
      'info@huber-verlag.example',
      'ben.kramer@huber-verlag.example',
      'anna+abo@huber-verlag.example',
    ]
    expect(await strangers(to(...fine, 'neu@huber-verlag.example', 't.vogel@sonnberg.example', 'crm@sonnberg.example'))).toEqual([])
    const people = [{ address: 'sonnberg@t-online.de', role: 'from' as const }, ...to('sonnberg@t-online.de')]
    expect(await strangers(people, { mailbox: 'sonnberg@t-online.de' })).toEqual([])
  })
  it('at a case of somebody with a free mail address others of that provider are strangers', async () => {
    const body = { chosen: api.id('@case/namensaenderung'), people: to('karin.kurz.hb@gmx.de', 'karin.lang@gmx.de') }
    expect((await check('ruth', body)).findings).toEqual([{ kind: 'stranger', address: 'karin.lang@gmx.de', contact: null }])
  })
  it('at a case that nobody is part of yet nobody is a stranger', async () => {
    const [made] = await api.db.query<{ id: string }>(
      `insert into cases (number, "check", title) values ('9001', 'abc', 'Leer') returning id::text as id`,
    )
    expect((await check('nora', { chosen: made!.id, people: to('fremd@anderswo.example') })).findings).toEqual([])
  })
  it('words that we noted for ourselves are found, at the case and at its contact, and only by those who see them', async () => {
    await api.db.query(
      `update activities set text = 'Zahlt künftig vierteljährlich, aber bitte nie auf die alten Mahnungen ansprechen.' where id = $1::text::bigint`,
      [api.id('@activity/zahlweise')],
    )
    const runs = [...runsOfDraft('Guten Tag,\nbitte nie auf die alten Mahnungen ansprechen.\nViele Grüße')]
    expect((await check('nora', { thread: ofAbo, runs })).findings).toEqual([
      { kind: 'note', activityId: api.id('@activity/zahlweise'), title: 'Zahlweise' },
    ])
    expect((await check('nora', { runs })).findings).toEqual([])
    const other = [...runsOfDraft('Vielen Dank für Ihre Nachricht, wir melden uns.')]
    expect((await check('nora', { thread: ofAbo, runs: other })).findings).toEqual([])
    await api.db.query(`update activities set deleted_at = now() where id = $1::text::bigint`, [api.id('@activity/zahlweise')])
    expect((await check('nora', { thread: ofAbo, runs })).findings).toEqual([])
  })
  it('the case’s tag is asked for where its team wants it and it is not there yet', async () => {
    const tagFor = async (subject: string) => (await check('nora', { thread: ofAbo, subject })).tagForSubject
    expect(await tagFor('AW: Abo')).toBeNull()
    const params = { teamId: api.id('@team/Kundenservice') }
    const team = await api.call('ada', teamRoutes.getTeam, { params })
    await api.call('ada', teamRoutes.changeTeam, { params, body: { version: team.version, tagSubjects: true } })
    expect([await tagFor('AW: Abo'), await tagFor('AW: Abo [VG=4711-x7k]')]).toEqual(['[VG=4711-x7k]', null])
  })
})
