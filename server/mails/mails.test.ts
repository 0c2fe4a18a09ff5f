import { contactRoutes } from '@postakte/shared/api/contacts'
import { filingRoutes } from '@postakte/shared/api/filings'
import { mailRoutes } from '@postakte/shared/api/mails'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'
import { worldMails } from '../testing/world-mails'

describe.each(databases)('mails over the API on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('mails'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const params = (name: string) => ({ mailId: api.id(`@mail/${name}`) })
  const get = (login: string, path: string, headers: Record<string, string> = {}) =>
    api.send(login, 'GET', `/api/mails/${path}`, undefined, headers)

  it('shows a mail with its head, its files by safe names, and why it lies where it lies', async () => {
    const mail = await api.call('nora', mailRoutes.getMail, { params: params('grundriss') })
    expect(mail).toMatchObject({
      subject: 'Grundriss der Filiale',
      from: { address: 'ben.kramer@huber-verlag.example', name: 'Ben Kramer' },
      to: [{ address: 'service@sonnberg.example' }, { address: 'n.stein@sonnberg.example', name: 'Stein, Nora' }],
      cc: [{ address: 'anna@huber-verlag.example', name: 'Anna Huber' }],
      direction: 'in',
      trust: 2,
      state: 'filed',
      sightings: [{ source: 'imap', mailbox: null, user: null }],
    })
    expect(mail.attachments).toMatchObject([
      { number: 0, name: 'Grundriss Filiale.pdf', type: 'application/pdf', inline: false, dangerous: false },
      { number: 1, name: 'logo.png', type: 'image/png', inline: true },
    ])
    expect(mail.findings).toContain('Die Adresse ben.kramer@huber-verlag.example gehört Ben Kramer.')
    expect(JSON.stringify(mail)).not.toMatch(/geheim@|noch\.einer@/)
  })
  it('shows the thread, newest first, page by page', async () => {
    const first = await api.call('tim', mailRoutes.getMailThread, { params: params('frage'), query: { limit: 1 } })
    expect(first.items.map(({ id, filings }) => [id, filings.length > 0])).toEqual([[api.id('@mail/nachfrage'), true]])
    const second = await api.call('tim', mailRoutes.getMailThread, { params: params('frage'), query: { limit: 1, after: first.next! } })
    expect([second.items.map(({ id }) => id), second.next]).toEqual([[api.id('@mail/frage')], null])
  })
  it('gives the source byte for byte, but for the Bcc lines', async () => {
    const response = await get('nora', `${api.id('@mail/grundriss')}/source`)
    const source = Buffer.from(await response.arrayBuffer()).toString()
    expect(source).toBe(
      mailBytes(worldMails.grundriss!)
        .toString()
        .replace(/Bcc: .*\r\n .*\r\n/, ''),
    )
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="mail-\d+\.eml"/)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })
  it('gives an attachment whole or in parts, under a policy in which nothing runs', async () => {
    const path = `${api.id('@mail/grundriss')}/attachments/0`
    const whole = await get('nora', path)
    expect([whole.status, await whole.text()]).toEqual([200, '%PDF-1.4 der Grundriss'])
    expect(whole.headers.get('Content-Type')).toBe('application/pdf')
    expect(whole.headers.get('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none'/)
    const part = await get('nora', path, { Range: 'bytes=5-7' })
    expect([part.status, await part.text(), part.headers.get('Content-Range')]).toEqual([206, '1.4', 'bytes 5-7/22'])
    expect((await get('nora', path, { Range: 'bytes=500-' })).status).toBe(416)
  })
  it('shows the content cleaned, with the pictures of the mail itself', async () => {
    const shown = await api.call('nora', mailRoutes.getMailDocument, { params: params('grundriss'), query: {} })
    expect(shown.html).toBe(
      '<p>Anbei der <b>Grundriss</b>.</p><img data-cid="logo@huber"><img data-blocked-src="https://spion.example/x.png">',
    )
    expect([shown.kind, shown.blockedPictures, shown.ownPictures]).toEqual(['html', 1, [{ cid: 'logo@huber', attachment: 1 }]])
  })
  it('knows no mail, no file and no source that is not for the caller, nor a file that there is not', async () => {
    const mahnung = api.id('@mail/mahnung')
    for (const path of [mahnung, `${mahnung}/thread`, `${mahnung}/source`, `${mahnung}/document`, `${mahnung}/attachments/0`])
      expect([path, (await get('tim', path)).status, (await get('nora', path)).status === 404]).toEqual([path, 404, path.endsWith('/0')])
    for (const path of [
      `${api.id('@mail/grundriss')}/attachments/2`,
      `${api.id('@mail/grundriss')}/attachments/999`,
      '999999/source',
      'x/source',
    ])
      expect([path, (await get('nora', path)).status]).toEqual([path, 404])
  })
  it('suggests two contacts that were merged since as one, the one that they became', async () => {
    const person = async (name: string) => (await api.call('ruth', contactRoutes.makeContact, { body: { kind: 'person', name } })).id
    const [old, other] = [await person('Emma Alt'), await person('Emma Neu')]
    await api.db.query(`update mails set decision = decision || $1::text::jsonb where id = $2::text::bigint`, [
      JSON.stringify({ suggestions: [old, other].map((id) => ({ kind: 'contact', id })) }),
      api.id('@mail/frage'),
    ])
    const suggested = async () => (await api.call('nora', mailRoutes.getMail, { params: params('frage') })).suggestions
    expect((await suggested()).map(({ name }) => name)).toEqual(['Emma Alt', 'Emma Neu'])
    await api.call('ruth', contactRoutes.mergeContact, { params: { contactId: other }, body: { contactId: old } })
    expect(await suggested()).toEqual([{ kind: 'contact', id: other, name: 'Emma Neu', number: null }])
  })
  it('writes into the journal who read which source and which file', async () => {
    await get('ruth', `${api.id('@mail/grundriss')}/source`)
    await get('ruth', `${api.id('@mail/grundriss')}/attachments/1`)
    await get('ruth', `${api.id('@mail/mahnung')}/source`)
    expect(
      await api.db.query(`select action, record_id as id, facts from journal where user_id = $1 and action like 'mail.%' order by id`, [
        api.ids.users.get('ruth'),
      ]),
    ).toMatchObject([
      { action: 'mail.source', id: api.id('@mail/grundriss'), facts: null },
      { action: 'mail.attachment', id: api.id('@mail/grundriss'), facts: { number: 1 } },
    ])
  })
})

describe.each(databases)('a mail that a user hands over, on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('mails'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const hand = async (login: string, bytes: Uint8Array) => {
    const response = await api.send(login, 'PUT', '/api/mails/source', bytes)
    expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, ''])
    return mailRoutes.putMailSource.answer.parse(await response.json())
  }
  const arrive = async (bytes: Uint8Array, uid: number) => {
    await api.intake.receive([
      { source: 'imap', mailboxId: null, folder: 'INBOX', uidValidity: 5n, uid: BigInt(uid), receivedAt: new Date(), bytes },
    ])
    await api.intake.settle()
  }
  const file = (login: string, id: string, kind: 'contact' | 'case', name: string) =>
    api.call(login, filingRoutes.fileMails, { body: { mails: [{ id }], targets: [{ kind, id: api.id(`@${kind}/${name}`) }] } })
  const sees = async (login: string, id: string) => (await api.send(login, 'GET', `/api/mails/${id}`)).status === 200
  const count = async (messageId: string) =>
    (await api.db.query<{ n: number }>(`select count(*)::int as n from mails where message_id = $1`, [messageId]))[0]!.n

  it('proves nothing, whatever stands in it, and is the user’s alone until it is filed', async () => {
    const forged = mailBytes({
      from: 'Dora Weiß <dora.weiss@werk8.example>',
      subject: 'Freigabe',
      messageId: 'freigabe@werk8.example',
      proven: 'pass',
    })
    const mail = await hand('tim', forged)
    expect([mail.trust, mail.state, mail.direction]).toEqual([1, 'ask', 'in'])
    expect([await sees('tim', mail.id), await sees('nora', mail.id), await sees('ada', mail.id)]).toEqual([true, false, false])
    const { results } = await file('tim', mail.id, 'contact', 'dora')
    expect(results[0]!.filings).toMatchObject([{ target: { name: 'Dora Weiß' }, filedBy: { name: 'Tim Vogel' } }])
    expect([await sees('nora', mail.id), (await api.call('nora', mailRoutes.getMail, { params: { mailId: mail.id } })).trust]).toEqual([
      true,
      1,
    ])
  })
  it('is out of everybody else’s sight again when the filing is taken back, and makes no work for others', async () => {
    const mail = await hand('tim', mailBytes({ from: 'arzt@praxis.example', subject: 'Termin', messageId: 'termin@praxis.example' }))
    const { results } = await file('tim', mail.id, 'contact', 'paul')
    expect(await sees('lisa', mail.id)).toBe(true)
    const undone = await api.call('tim', filingRoutes.removeFilings, { body: { filings: [results[0]!.filings[0]!.id] } })
    expect(undone.mails).toMatchObject([{ state: 'ignored' }])
    expect([await sees('lisa', mail.id), await sees('tim', mail.id)]).toEqual([false, true])
  })
  it('is one more sighting of the mail that the mail server brought, also when a program wrote it anew', async () => {
    const rewritten = mailBytes({
      ...worldMails.frage!,
      proven: 'none',
      type: 'text/html; charset=utf-8',
      text: '<p>Ganz anders gesetzt.</p>',
    })
    const mail = await hand('nora', rewritten)
    expect([mail.id, mail.trust, await count('frage@huber-verlag.example')]).toEqual([api.id('@mail/frage'), 2, 1])
    const { sightings } = await api.call('nora', mailRoutes.getMail, { params: { mailId: mail.id } })
    expect(sightings.map(({ source, user }) => [source, user?.name ?? null])).toEqual([
      ['imap', null],
      ['panel', 'Nora Stein'],
    ])
    expect((await api.call('tim', mailRoutes.getMail, { params: { mailId: mail.id } })).sightings.length).toBe(1)
  })
  it('is another mail under a known Message-ID when it says another head', async () => {
    const other = await hand('nora', mailBytes({ ...worldMails.frage!, date: 'Mon, 2 Mar 2026 09:00:07 +0100' }))
    expect([other.id === api.id('@mail/frage'), await count('frage@huber-verlag.example')]).toEqual([false, 2])
  })
  it('gives its place to the mail server’s copy, which brings proof and the team’s sight; what the person filed stays', async () => {
    const letter = { from: 'Anna Huber <anna@huber-verlag.example>', subject: 'Anzeige im Mai', messageId: 'mai@huber-verlag.example' }
    const mail = await hand('nora', mailBytes({ ...letter, text: 'Bitte eine Anzeige, von Outlook neu geschrieben.', proven: 'none' }))
    await file('nora', mail.id, 'case', 'mahnsperre')
    expect(await sees('tim', mail.id)).toBe(false)
    await arrive(mailBytes({ ...letter, text: 'Bitte eine Anzeige.' }), 1)
    expect(await count('mai@huber-verlag.example')).toBe(1)
    const now = await api.call('nora', mailRoutes.getMail, { params: { mailId: mail.id } })
    expect([now.trust, now.preview]).toEqual([2, 'Bitte eine Anzeige.'])
    expect(now.filings.map(({ target, filedBy }) => [target.name, filedBy?.name ?? null]).sort()).toEqual([
      ['Anna Huber', null],
      ['Mahnsperre', 'Nora Stein'],
    ])
    const source = await (await api.send('nora', 'GET', `/api/mails/${mail.id}/source`)).text()
    expect(source).toContain('Bitte eine Anzeige.')
    expect(source).not.toContain('Outlook')
  })
  it('hides no genuine mail behind one that a user made up', async () => {
    const letter = {
      from: 'Ben Kramer <ben.kramer@huber-verlag.example>',
      subject: 'Kündigung',
      messageId: 'kuendigung@huber-verlag.example',
    }
    const made = await hand('tim', mailBytes({ ...letter, text: 'Alles bestens.' }))
    await arrive(mailBytes({ ...letter, text: 'Hiermit kündige ich alle Abos.' }), 2)
    expect(await sees('nora', made.id)).toBe(true)
    expect((await api.call('nora', mailRoutes.getMail, { params: { mailId: made.id } })).preview).toBe('Hiermit kündige ich alle Abos.')
  })
  it('is one mail when it is handed over while the mail server brings it', async () => {
    const bytes = mailBytes({ from: 'Ida Möwe <ida@möwe-bücher.example>', subject: 'Zugleich', messageId: 'zugleich@moewe.example' })
    const [mail] = await Promise.all([hand('nora', bytes), hand('tim', bytes), arrive(bytes, 3)])
    expect(await count('zugleich@moewe.example')).toBe(1)
    expect([await sees('nora', mail!.id), await sees('tim', mail!.id)]).toEqual([true, true])
    expect(
      await api.db.query(`select state, count(*)::int as n from sightings where mail_id = $1::text::bigint group by state`, [mail!.id]),
    ).toEqual([{ state: 'processed', n: 3 }])
  })
  it('says nothing of a mail that others have: it is as new to whoever hands it over', async () => {
    await api.db.query(`update mails set audience = $1 where id = $2::text::bigint`, [
      api.ids.teams.get('Personal'),
      api.id('@mail/mahnung'),
    ])
    const bytes = mailBytes(worldMails.mahnung!)
    expect(await sees('tim', api.id('@mail/mahnung'))).toBe(false)
    const mail = await hand('tim', bytes)
    const detail = await api.call('tim', mailRoutes.getMail, { params: { mailId: mail.id } })
    expect([detail.filings.map(({ target }) => target.name), detail.sightings.map(({ source }) => source)]).toEqual([
      ['Dora Weiß'],
      ['panel'],
    ])
    expect(JSON.stringify([detail.filings, detail.findings, detail.suggestions])).not.toContain('4720')
    expect(await sees('lisa', mail.id)).toBe(false)
  })
  it('refuses what is empty or too large, and who may not file', async () => {
    const status = async (login: string, bytes: Uint8Array) => (await api.send(login, 'PUT', '/api/mails/source', bytes)).status
    expect(await status('nora', new Uint8Array(0))).toBe(400)
    expect(await status('lisa', mailBytes(worldMails.frage!))).toBe(403)
    const huge = await api.send('nora', 'PUT', '/api/mails/source', new Uint8Array(10), { 'Content-Length': String(65 * 1024 * 1024) })
    expect(huge.status).toBe(413)
  })
})

describe.each(databases)('a mail that came to several mailboxes, on $name', ({ open, close }) => {
  let api: TestApi
  const boxes = new Map<string, number>()
  let uid = 0n
  beforeAll(async () => {
    api = await startApi(await open('world'))
    for (const [name, team, owner] of [
      ['service', 'Kundenservice', null],
      ['personal', 'Personal', null],
      ['nora', null, 'nora'],
      ['tim', null, 'tim'],
    ] as const) {
      const [row] = await api.db.query<{ id: number }>(
        `insert into mailboxes (name, host, login, secret, team_id, owner_id) values ($1, 'h', 'l', 's', $2::int, $3::int) returning id`,
        [name, team && api.ids.teams.get(team), owner && api.ids.users.get(owner)],
      )
      boxes.set(name, row!.id)
    }
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  const bring = async (name: string, ...mailboxes: string[]) => {
    const bytes = mailBytes({ from: 'neu@unbekannt.example', subject: name, messageId: `${name}@unbekannt.example` })
    for (const box of mailboxes) {
      const place = { source: 'imap' as const, mailboxId: boxes.get(box)!, folder: 'INBOX', uidValidity: 1n, uid: ++uid }
      await api.intake.receive([{ ...place, receivedAt: new Date(), bytes }])
      await api.intake.settle()
    }
    const rows = await api.db.query<{ id: string }>('select id::text as id from mails where subject = $1', [name])
    expect(rows).toHaveLength(1)
    return rows[0]!.id
  }
  const whoSees = async (id: string) => {
    const seen: string[] = []
    for (const login of ['nora', 'tim', 'ruth', 'lisa'])
      if ((await api.send(login, 'GET', `/api/mails/${id}`)).status === 200) seen.push(login)
    return seen
  }
  const boxesFor = async (login: string, id: string) =>
    (await api.call(login, mailRoutes.getMail, { params: { mailId: id } })).sightings.map(({ mailbox }) => mailbox)

  it('is for each whose mailbox it is, whichever was read first', async () => {
    expect(await whoSees(await bring('nur nora', 'nora'))).toEqual(['nora'])
    expect(await whoSees(await bring('nora und tim', 'nora', 'tim'))).toEqual(['nora', 'tim'])
    expect(await whoSees(await bring('personal und nora', 'personal', 'nora'))).toEqual(['nora', 'ruth'])
    expect(await whoSees(await bring('nora und personal', 'nora', 'personal'))).toEqual(['nora', 'ruth'])
  })
  it('is everybody’s when an open team has it, with a to-do of that team’s', async () => {
    for (const [name, ...mailboxes] of [
      ['eins', 'personal', 'service'],
      ['zwei', 'service', 'personal'],
      ['drei', 'tim', 'service'],
    ] as const) {
      const id = await bring(name, ...mailboxes)
      expect(await whoSees(id)).toEqual(['nora', 'tim', 'ruth', 'lisa'])
      const todos = await api.db.query(`select team_id as team, owner_id as owner from todos where mail_id = $1::text::bigint`, [id])
      expect(todos).toHaveLength(2)
      expect(todos).toContainEqual({ team: api.ids.teams.get('Kundenservice'), owner: null })
    }
  })
  it('tells the second one of his own mailbox alone, by its name', async () => {
    const id = await bring('vier', 'personal', 'nora')
    expect(await boxesFor('nora', id)).toEqual(['nora'])
    expect(await boxesFor('ruth', id)).toEqual([null, null])
  })
})
