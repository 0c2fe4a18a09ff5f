import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import iconv from 'iconv-lite'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { databases } from '../testing/databases'
import { readContacts } from './import-contacts.command'
import { upsertContacts } from './upsert'

const csv =
  'Kundennummer;Firma;Vorname;Nachname;E-Mail;Telefon\n10023;Huber Verlag GmbH;;;info@huber-verlag.example;030 1\n10024;;Anna;Müller;anna@huber-verlag.example;030 2\n'
const sentence = (work: () => unknown) => {
  try {
    work()
    return ''
  } catch (error) {
    return problemText(error as Problem, 'de')
  }
}

describe('reading contacts', () => {
  it('reads a CSV in latin-1 with semicolons', () => {
    const file = readContacts(iconv.encode(csv, 'latin1'), 'kunden.csv')
    expect(file.csv?.encoding).toBe('windows-1252')
    expect(file.good.map(({ name }) => name)).toEqual(['Huber Verlag GmbH', 'Anna Müller'])
  })
  it('reads UTF-8 with a BOM and commas', () => {
    expect(readContacts(Buffer.from(`\ufeffName,Email\nÖzgür,o@x.example\n`), 'k.csv').good[0]).toMatchObject({
      name: 'Özgür',
      addresses: ['o@x.example'],
    })
  })
  it('reads vCards of version 3 and 4', () => {
    const cards =
      'BEGIN:VCARD\nVERSION:3.0\nFN:Ida Möwe\nEMAIL;TYPE=work:ida@möwe-bücher.example\nUID:42\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:Ben\nTEL;VALUE=uri:tel:+49-30-1\nEND:VCARD\n'
    const { good } = readContacts(Buffer.from(cards), 'k.vcf')
    expect(good.map(({ name, externalId, phones }) => [name, externalId, phones])).toEqual([
      ['Ida Möwe', '42', []],
      ['Ben', null, ['+49-30-1']],
    ])
  })
  it('names the line and the reason of what it refuses', () => {
    const { refused } = readContacts(Buffer.from('Nummer;Name;E-Mail\nX1;Anna;a@x.example\n2;Ben;kein-at\n3;;\n'), 'k.csv')
    expect(refused.map(({ code, facts }) => problemText(new Problem(code, facts), 'de'))).toEqual([
      'Zeile 2: „X1“ ist keine Kundennummer. Erlaubt sind bis zu 12 Ziffern.',
      'Zeile 3: „kein-at“ ist keine E-Mail-Adresse. Berichtigen oder leeren Sie das Feld.',
      'Zeile 4: kein Name und keine Firma. Tragen Sie eines davon ein.',
    ])
  })
  it('says what to do about a binary file and about a missing header', () => {
    expect(sentence(() => readContacts(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'k.xlsx'))).toContain('Speichern Sie die Tabelle als CSV')
    expect(sentence(() => readContacts(Buffer.from('1;2;3\n4;5;6\n'), 'k.csv'))).toContain('Die erste Zeile muss die Spalten nennen')
  })
})

describe.each(databases)('taking contacts in, on $name', (database) => {
  let db: Db
  beforeEach(async () => {
    db = await database.open()
  })
  afterEach(() => db.close())
  afterAll(() => database.close())
  const take = (text: string) => db.transaction((tx) => upsertContacts(tx, readContacts(Buffer.from(text), 'k.csv').good))

  it('makes them once, and changes them by number', async () => {
    expect(await take(csv)).toMatchObject({ created: 2, changed: 0 })
    expect(await take(csv.replace('Müller', 'Huber'))).toMatchObject({ created: 0, changed: 2 })
    expect(await db.query(`select number, name, version from contacts order by number`)).toEqual([
      { number: '10023', name: 'Huber Verlag GmbH', version: 1 },
      { number: '10024', name: 'Anna Huber', version: 2 },
    ])
    expect(await db.query(`select address, role from contact_addresses order by address`)).toEqual([
      { address: 'anna@huber-verlag.example', role: false },
      { address: 'info@huber-verlag.example', role: true },
    ])
  })
  it('tells of a number that stands twice in a file', async () => {
    const report = await take('Nummer;Name\n7;Anna\n7;Ben\n')
    expect(report.created).toBe(1)
    expect(report.refused[0]).toMatchObject({ code: 'contact-twice', facts: { line: '3', first: '2' } })
  })
})
