import { readFile } from 'node:fs/promises'
import { Problem } from '@postakte/shared/model/problem'
import { fill, problemText, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import { readConfig } from '../config'
import { openDb } from '../db/open'
import { type ContactRow, checkContact, isRefused, type RawContact, type Refused } from './contact-row'
import { type CsvContacts, readCsv } from './read-csv'
import { readVcards } from './read-vcard'
import { upsertContacts } from './upsert'

export const command: Command = {
  name: 'import contacts',
  summary: { de: 'Nimmt Kontakte aus CSV oder vCard auf', en: 'Takes contacts in from CSV or vCard' },
  usage: {
    de: 'postakte import contacts DATEI [--preview] [--json]\nCSV (Komma, Semikolon oder Tab; UTF-8 oder windows-1252; Kopfzeile) oder vCard 3/4.\nGleiche Kundennummer oder externe Id: der Kontakt wird geändert, nicht verdoppelt.',
    en: 'postakte import contacts FILE [--preview] [--json]\nCSV (comma, semicolon or tab; UTF-8 or windows-1252; header line) or vCard 3/4.\nThe same customer number or external id changes a contact and never doubles it.',
  },
  async run(args, io) {
    const path = args.find((arg) => !arg.startsWith('--'))
    if (!path) throw new Problem('no-file-named', { command: 'import contacts' })
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new Problem('file-not-found', { path }, error)
    })
    const file = readContacts(bytes, path)
    if (args.includes('--preview')) return preview(file, io)
    return importAll(file, args.includes('--json'), io)
  },
}

interface ContactsFile {
  readonly csv: CsvContacts | null
  readonly good: readonly ContactRow[]
  readonly refused: readonly Refused[]
}

/** Reads and checks a file without writing anything. */
export function readContacts(bytes: Uint8Array, path: string): ContactsFile {
  const isVcard = /\.vcf$/i.test(path) || /^\ufeff?BEGIN:VCARD/i.test(Buffer.from(bytes.subarray(0, 40)).toString('utf8'))
  const csv = isVcard ? null : readCsv(bytes, path)
  const cards = isVcard ? readVcards(Buffer.from(bytes).toString('utf8'), path) : null
  const rows: readonly RawContact[] = csv?.rows ?? cards!.rows
  const checked = rows.map(checkContact)
  const broken = (cards?.broken ?? []).map((line): Refused => ({ line, code: 'contact-bad-card', facts: { line: String(line) } }))
  return { csv, good: checked.filter((one): one is ContactRow => !isRefused(one)), refused: [...checked.filter(isRefused), ...broken] }
}

function preview(file: ContactsFile, io: CommandIo): number {
  const words = texts[io.language].contacts
  if (file.csv) {
    io.out(fill(words.read, { encoding: file.csv.encoding, delimiter: file.csv.delimiter === '\t' ? 'Tab' : file.csv.delimiter }))
    for (const { header, column } of file.csv.columns)
      io.out(fill(column ? words.column : words.passedOver, { header, column: column ? words.columns[column] : '' }))
  }
  for (const row of file.good.slice(0, 10))
    io.out(`  ${[row.number ?? '–', row.name, row.addresses.join(' '), row.phones.join(' ')].join(' | ')}`)
  tellRefused(file.refused, io)
  io.out(fill(words.wouldTake, { good: String(file.good.length), refused: String(file.refused.length) }))
  return 0
}

async function importAll(file: ContactsFile, asJson: boolean, io: CommandIo): Promise<number> {
  const words = texts[io.language].contacts
  const db = await openDb(readConfig())
  const report = { created: 0, changed: 0, refused: [...file.refused] }
  try {
    for (let at = 0; at < file.good.length; at += 2_000) {
      const batch = await db.transaction((tx) => upsertContacts(tx, file.good.slice(at, at + 2_000)))
      report.created += batch.created
      report.changed += batch.changed
      report.refused.push(...batch.refused)
      io.err(fill(words.progress, { count: String(Math.min(at + 2_000, file.good.length)), all: String(file.good.length) }))
    }
  } finally {
    await db.close()
  }
  if (asJson) io.out(JSON.stringify(report))
  else {
    tellRefused(report.refused, io)
    io.out(fill(words.done, { created: String(report.created), changed: String(report.changed), refused: String(report.refused.length) }))
  }
  return report.refused.length > 0 ? 1 : 0
}

function tellRefused(refused: readonly Refused[], io: CommandIo): void {
  for (const { code, facts } of refused.slice(0, 100)) io.out(`  ${problemText(new Problem(code, facts), io.language)}`)
}
