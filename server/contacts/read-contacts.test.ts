import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ContactRow, isRefused, type Refused } from './contact-row'
import { openContacts } from './contacts-file'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postakte-contacts-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(content: string | Uint8Array, name = 'kunden.csv', numberColumn?: string) {
  const path = join(folder, name)
  writeFileSync(path, content)
  const file = await openContacts(path, numberColumn === undefined ? {} : { numberColumn })
  const all: (ContactRow | Refused)[] = []
  for await (const one of file.contacts) all.push(one)
  const refused = all.filter(isRefused)
  return { ...file, good: all.filter((one): one is ContactRow => !isRefused(one)), refused, sentences: refused.map(german) }
}
const german = ({ code, facts }: Refused) => problemText(new Problem(code, facts), 'de')
const sentence = (work: Promise<unknown>) =>
  work.then(
    () => '',
    (error: unknown) => problemText(error as Problem, 'de').replace(folder, ''),
  )

const csv =
  'Kundennummer;Firma;Vorname;Nachname;E-Mail;Telefon\r\n10023;Huber Verlag GmbH;;;info@huber-verlag.example;030 1\r\n10024;;Anna;Müller;anna@huber-verlag.example;030 2\r\n'

describe('a file of contacts', () => {
  it('is read in latin-1 with semicolons', async () => {
    const file = await read(iconv.encode(csv, 'latin1'))
    expect([file.encoding, file.table?.delimiter]).toEqual(['windows-1252', ';'])
    expect(file.good.map(({ name, kind }) => [name, kind])).toEqual([
      ['Huber Verlag GmbH', 'company'],
      ['Anna Müller', 'person'],
    ])
  })
  it('is latin-1 even when the first umlaut stands far behind', async () => {
    const many = `Nummer;Name\n${Array.from({ length: 20_000 }, (_, at) => `${at + 1};Kunde\n`).join('')}`
    const { good, encoding } = await read(iconv.encode(`${many}99999;Größmann\n`, 'latin1'))
    expect([encoding, good.at(-1)?.name, good.at(-1)?.line]).toEqual(['windows-1252', 'Größmann', 20_002])
  })
  it('is read in UTF-8 with a byte order mark and commas', async () => {
    const { good } = await read('\ufeffName,Email\nÖzgür,o@x.example\n')
    expect(good[0]).toMatchObject({ name: 'Özgür', addresses: ['o@x.example'] })
  })
  it('is read as Excel saves "Unicode text": UTF-16 with tabs', async () => {
    const { good, table } = await read(iconv.encode('\ufeffNummer\tName\r\n7\tJürgen Żak\r\n', 'utf-16le'))
    expect(table?.delimiter).toBe('\t')
    expect(good[0]).toMatchObject({ number: '7', name: 'Jürgen Żak' })
  })
  it("is read with Excel's sep= line, and with a delimiter inside quotes", async () => {
    expect((await read('sep=|\nNummer|Name\n7|Anna\n')).good[0]).toMatchObject({ number: '7', name: 'Anna' })
    expect((await read('Nummer,Name,"Firma, Ort; Land; Zusatz"\n7,"Huber, Anna",x\n')).good[0]?.name).toBe('Huber, Anna')
  })
  it('is understood with the columns of Outlook, German and English', async () => {
    const de = 'Anrede,Vorname,Nachname,Firma,E-Mail-Adresse,E-Mail: Angezeigter Name,E-Mail 2: Adresse,Telefon geschäftlich,Mobiltelefon\n'
    const german = await read(`${de}Frau,Anna,Huber,Huber Verlag GmbH,a@x.example,Anna (a@x.example),b@x.example,030 1,0170 2\n`)
    const row = {
      name: 'Anna Huber',
      companyName: 'Huber Verlag GmbH',
      addresses: ['a@x.example', 'b@x.example'],
      phones: ['030 1', '0170 2'],
    }
    expect(german.good[0]).toMatchObject(row)
    const en = 'First Name,Last Name,Company,E-mail Address,E-mail Type,E-mail 2 Address,Business Phone,Mobile Phone\n'
    expect((await read(`${en}Anna,Huber,Huber Verlag GmbH,a@x.example,SMTP,b@x.example,030 1,0170 2\n`)).good[0]).toMatchObject(row)
  })
  it('is understood with the columns of Thunderbird and Google', async () => {
    const bird = await read('Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Tel. dienstlich\nAnna,Huber,Anna H.,a@x.example,030 1\n')
    expect(bird.good[0]).toMatchObject({ name: 'Anna Huber', addresses: ['a@x.example'], phones: ['030 1'] })
    const google = await read('First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Value\nAnna,Huber,,a@x.example,030 1\n')
    expect(google.good[0]).toMatchObject({ name: 'Anna Huber', addresses: ['a@x.example'], phones: ['030 1'] })
  })
  it('passes over the addresses that Exchange has for itself, and takes those in angle brackets', async () => {
    const { good } = await read('Name;E-Mail\nAnna;/o=ExchangeLabs/ou=Exchange/cn=anna\nBen;"Ben K. <ben@x.example>; B <b@x.example>"\n')
    expect(good.map(({ addresses }) => addresses)).toEqual([[], ['ben@x.example', 'b@x.example']])
  })
  it('has its customer number in the column that the user names', async () => {
    const { good } = await read('Nr;Mandant;Name\n1;4711;Anna\n', 'k.csv', 'mandant')
    expect(good[0]?.number).toBe('4711')
    expect(await sentence(read('Nr;Name\n1;Anna\n', 'k.csv', 'Mandant'))).toBe(
      'Eine Spalte „Mandant“ gibt es in /k.csv nicht. Gefunden: Nr, Name.',
    )
  })
  it('names the line and the reason of what it refuses', async () => {
    const { sentences } = await read('Nummer;Name;E-Mail\nX1;Anna;a@x.example\n2;Ben;kein-at\n3;;\n7;Cem\n007;Dora\n')
    expect(sentences).toEqual([
      'Zeile 2: „X1“ ist keine Kundennummer. Erlaubt sind bis zu 12 Ziffern.',
      'Zeile 3: „kein-at“ ist keine E-Mail-Adresse. Berichtigen oder leeren Sie das Feld.',
      'Zeile 4: kein Name und keine Firma. Tragen Sie eines davon ein.',
      'Zeile 6: 7 steht schon in Zeile 5. Die erste gilt; entfernen Sie eine davon.',
    ])
  })
  it('that is none gets a sentence that says what to do', async () => {
    expect(await sentence(read(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'k.xlsx'))).toBe(
      '/k.xlsx ist keine Textdatei. Speichern Sie die Tabelle als CSV.',
    )
    expect(await sentence(read('1;2;3\n4;5;6\n'))).toContain('Die erste Zeile muss die Spalten nennen')
    expect(await sentence(read(''))).toBe('/kunden.csv ist leer. Exportieren Sie die Kontakte noch einmal.')
    expect(await sentence(read('Nummer;Name\n1;"Anna\n2;Ben\n'))).toContain('geht ein Anführungszeichen nicht wieder zu')
    expect(await sentence(openContacts(join(folder, 'nirgends.csv')))).toContain('gibt es nicht')
    expect(await sentence(openContacts(folder))).toContain('gibt es nicht')
    expect(await sentence(read('Guten Tag', 'k.vcf'))).toBe('In /k.vcf steht keine vCard.')
  })
})

describe('vCards', () => {
  it('are read in versions 3 and 4, folded lines and umlauts in domains too', async () => {
    const cards =
      'BEGIN:VCARD\nVERSION:3.0\nFN:Ida\n  Möwe\nEMAIL;TYPE=work:ida@möwe-bücher.example\nUID:42\nORG:Möwe & Söhne;Laden\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:Ben\nTEL;VALUE=uri:tel:+49-30-1\nEND:VCARD\n'
    const { good } = await read(cards, 'k.vcf')
    expect(good.map(({ name, externalId, phones, companyName }) => [name, externalId, phones, companyName])).toEqual([
      ['Ida Möwe', '42', [], 'Möwe & Söhne'],
      ['Ben', null, ['+49-30-1'], null],
    ])
  })
  it('of a company are a company', async () => {
    const { good } = await read('BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Huber Verlag GmbH\nEND:VCARD\n', 'k.vcf')
    expect(good[0]?.kind).toBe('company')
  })
  it('that are broken, cut off or of version 2.1 are refused with their line, the others taken', async () => {
    const cards =
      'BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:M=C3=B6we\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Ben\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Hal'
    const { good, refused } = await read(cards, 'k.vcf')
    expect([good.map(({ name }) => name), refused.map(({ line }) => line)]).toEqual([['Ben'], [1, 9]])
  })
})
