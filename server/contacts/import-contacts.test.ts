import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { databases } from '../testing/databases'
import { openContacts } from './contacts-file'
import { importContacts } from './import-contacts'

const csv =
  'Kundennummer;Firma;Vorname;Nachname;E-Mail;Telefon\n10023;Huber Verlag GmbH;;;info@huber-verlag.example;030 1\n10024;;Anna;Müller;anna@huber-verlag.example;030 2\n'

describe.each(databases)('taking contacts in, on $name', (database) => {
  let db: Db
  let folder: string
  beforeAll(async () => {
    db = await database.open()
    folder = mkdtempSync(join(tmpdir(), 'postakte-contacts-'))
  })
  afterEach(async () => void (await db.query('truncate contacts, users restart identity cascade')))
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await db.close()
    await database.close()
  })
  async function take(text: string) {
    const path = join(folder, 'k.csv')
    writeFileSync(path, text)
    const { hints, ...counts } = await importContacts(db, await openContacts(path))
    return { ...counts, told: hints.map(({ code, facts }) => problemText(new Problem(code, facts), 'de')) }
  }
  const contacts = () =>
    db.query(
      `select c.number, c.external_id as id, c.name, k.name as company, c.version from contacts c left join contacts k on k.id = c.company_id order by c.id`,
    )
  const none = { created: 0, changed: 0, unchanged: 0, refused: 0, told: [] }

  it('makes them once, changes them by number, and the same file again changes nothing', async () => {
    expect(await take(csv)).toEqual({ ...none, created: 2 })
    expect(await take(csv)).toEqual({ ...none, unchanged: 2 })
    expect(await take(csv.replace('Müller', 'Huber'))).toEqual({ ...none, changed: 1, unchanged: 1 })
    expect(await take(csv.replace('Müller', 'Huber').replace('030 2', '030 3'))).toEqual({ ...none, changed: 1, unchanged: 1 })
    expect(await contacts()).toMatchObject([
      { number: '10023', name: 'Huber Verlag GmbH', version: 1 },
      { number: '10024', name: 'Anna Huber', version: 2 },
    ])
    expect(await db.query(`select address, role from contact_addresses order by address`)).toEqual([
      { address: 'anna@huber-verlag.example', role: false },
      { address: 'info@huber-verlag.example', role: true },
    ])
  })

  it('knows a contact by the external id of the ERP, also when its number is new', async () => {
    await take('ERP-ID;Kundennummer;Name\nA-1;7;Anna\nB-1;;Ben\n')
    expect(await take('ERP-ID;Kundennummer;Name\nA-1;8;Anna\nB-1;9;Ben\n')).toEqual({ ...none, changed: 2 })
    expect(await contacts()).toMatchObject([
      { number: '8', id: 'A-1' },
      { number: '9', id: 'B-1' },
    ])
  })

  it('takes two contacts in that swap their numbers, line by line, or tells of it', async () => {
    await take('ERP-ID;Kundennummer;Name\nA-1;7;Anna\nB-1;8;Ben\nC-1;9;Cem\n')
    const report = await take('ERP-ID;Kundennummer;Name\nA-1;8;Anna\nB-1;7;Ben\nC-1;9;Cem K.\n')
    expect(report).toMatchObject({ changed: 1, refused: 2 })
    expect(report.told[0]).toBe(
      'Zeile 2: die Kundennummer 8 und die externe Id A-1 gehören zwei verschiedenen Kontakten. Berichtigen Sie eine, oder führen Sie die Kontakte zusammen.',
    )
    expect(await contacts()).toMatchObject([{ name: 'Anna' }, { name: 'Ben' }, { name: 'Cem K.' }])
  })

  it('gives the number to the contact that somebody made from a mail, and makes no double', async () => {
    await db.query(`insert into contacts (kind, name) values ('person', 'Anna Müller')`)
    await db.query(`insert into contact_addresses (address, contact_id) select 'anna@huber-verlag.example', id from contacts`)
    expect(await take(csv)).toEqual({ ...none, created: 1, changed: 1 })
    expect(await contacts()).toMatchObject([{ number: '10024', name: 'Anna Müller' }, { number: '10023' }])
  })

  it('does not double contacts that have neither number nor address', async () => {
    await take('Name;Telefon\nAnna;030 1\nAnna;030 1\nBen;030 2\n')
    expect(await take('Name;Telefon\nAnna;030 1\nBen;030 2\n')).toEqual({ ...none, unchanged: 2 })
    expect((await contacts()).length).toBe(2)
  })

  it('leads the number of a merged contact to the one that it was merged into, and leaves its name', async () => {
    await take('Kundennummer;Name\n7;Anna\n8;Anna H.\n')
    await db.query(`update contacts set merged_into = (select id from contacts where number = '7') where number = '8'`)
    expect(await take('Kundennummer;Name;E-Mail\n8;Anna H.;anna@x.example\n')).toEqual({ ...none, changed: 1 })
    expect(await db.query(`select c.number, c.name from contact_addresses a join contacts c on c.id = a.contact_id`)).toEqual([
      { number: '7', name: 'Anna' },
    ])
  })

  it('joins people to their company by number or by name, wherever it stands, and says where it could not', async () => {
    const report = await take(
      'Nummer;Name;Firma;Firmennummer\n1;Anna;;5\n2;Ben;huber verlag gmbh;\n3;Cem;Unbekannt AG;\n4;Dora;;99\n5;;Huber Verlag GmbH;\n',
    )
    expect((await contacts()).map(({ name, company }) => [name, company])).toEqual([
      ['Anna', 'Huber Verlag GmbH'],
      ['Ben', 'Huber Verlag GmbH'],
      ['Cem', null],
      ['Dora', null],
      ['Huber Verlag GmbH', null],
    ])
    expect(report.told).toEqual([
      'Zeile 5: aufgenommen, aber eine Firma mit der Kundennummer 99 gibt es nicht. Nehmen Sie die Firma auf und rufen Sie den Import noch einmal auf.',
    ])
  })

  it('gives them the owner that the file names, and tells of one that nobody knows', async () => {
    await db.query(`insert into users (login, name, address) values ('stein', 'Nora Stein', 'n.stein@sonnberg.example')`)
    const report = await take('Nummer;Name;Betreuer;Aktiv\n1;Anna;nora stein;ja\n2;Ben;N.Stein@sonnberg.example;nein\n3;Cem;Otto;\n')
    expect(report).toMatchObject({ created: 3, refused: 0 })
    expect(report.told).toEqual([
      'Zeile 4: aufgenommen ohne Betreuer; „Otto“ ist kein Nutzer, oder mehrere heißen so. Nehmen Sie die Anmeldung oder die E-Mail-Adresse.',
    ])
    expect(await db.query(`select owner_id is not null as owned, active from contacts order by number`)).toEqual([
      { owned: true, active: true },
      { owned: true, active: false },
      { owned: false, active: true },
    ])
  })

  it('tells of a number that stands twice in a file, however far apart', async () => {
    const many = Array.from({ length: 4_500 }, (_, at) => `${at + 1};Kunde ${at + 1}\n`).join('')
    const report = await take(`Nummer;Name\n${many}0003;Doppelt\n`)
    expect(report).toMatchObject({ created: 4_500, refused: 1 })
    expect(report.told).toEqual(['Zeile 4502: 3 steht schon in Zeile 4. Die erste gilt; entfernen Sie eine davon.'])
  })

  it('stores what a hostile file puts into its cells as text and nothing else', async () => {
    await take(`Nummer;Name;Telefon\n1;"'); drop table contacts; --\ud83d\n\u0007x";\u0000\n`.replace('\u0000', ''))
    expect(await contacts()).toMatchObject([{ name: "'); drop table contacts; --\ufffd x" }])
  })
})
