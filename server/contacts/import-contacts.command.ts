import { Problem } from '@postakte/shared/model/problem'
import { fill, problemText, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import { readConfig } from '../config'
import { openDb } from '../db/open'
import { optionValue } from '../options'
import { isRefused, type Refused } from './contact-row'
import { type ContactsFile, openContacts } from './contacts-file'
import { type ImportReport, importContacts } from './import-contacts'

export const command: Command = {
  name: 'import contacts',
  summary: { de: 'Nimmt Kontakte aus CSV oder vCard auf', en: 'Takes contacts in from CSV or vCard' },
  usage: {
    de: 'postakte import contacts DATEI [--preview] [--json] [--number-column SPALTE]\nCSV (Komma, Semikolon oder Tab; UTF-8, UTF-16 oder windows-1252; Kopfzeile) oder vCard 3/4.\nGleiche Kundennummer oder externe Id: der Kontakt wird geändert, nicht verdoppelt. Abgebrochen? Noch einmal aufrufen.\n--preview zeigt Spalten und erste Zeilen und schreibt nichts. Exit 1, wenn Zeilen abgelehnt wurden.',
    en: 'postakte import contacts FILE [--preview] [--json] [--number-column COLUMN]\nCSV (comma, semicolon or tab; UTF-8, UTF-16 or windows-1252; header line) or vCard 3/4.\nThe same customer number or external id changes a contact and never doubles it. Interrupted? Call it again.\n--preview shows columns and first lines and writes nothing. Exit 1 when lines were refused.',
  },
  async run(args, io) {
    const numberColumn = optionValue(args, '--number-column')
    const path = args.find((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--number-column')
    if (!path) throw new Problem('no-file-named', { command: 'import contacts' })
    const file = await openContacts(path, numberColumn === undefined ? {} : { numberColumn })
    return args.includes('--preview') ? preview(file, io) : importAll(file, args.includes('--json'), io)
  },
}

const shownRows = 10
const shownHints = 100

async function preview(file: ContactsFile, io: CommandIo): Promise<number> {
  const words = texts[io.language].contacts
  tellColumns(file, io)
  const refused: Refused[] = []
  let good = 0
  let bad = 0
  for await (const one of file.contacts) {
    if (!isRefused(one)) {
      if (good++ < shownRows) io.out(`  ${[one.number ?? '–', one.name, one.addresses.join(' '), one.phones.join(' ')].join(' | ')}`)
    } else if (bad++ < shownHints) refused.push(one)
  }
  tellHints(refused, bad, io)
  io.out(fill(words.wouldTake, { good: String(good), refused: String(bad) }))
  return 0
}

function tellColumns({ encoding, table }: ContactsFile, io: CommandIo): void {
  const words = texts[io.language].contacts
  if (table === null) io.out(fill(words.readCards, { encoding }))
  else io.out(fill(words.read, { encoding, delimiter: table.delimiter === '\t' ? 'Tab' : table.delimiter }))
  for (const { header, column } of table?.columns ?? [])
    io.out(fill(column ? words.column : words.passedOver, { header, column: column ? words.columns[column] : '' }))
}

async function importAll(file: ContactsFile, asJson: boolean, io: CommandIo): Promise<number> {
  const words = texts[io.language].contacts
  const db = await openDb(readConfig())
  const progress = (lines: number) => {
    if (lines % 20_000 === 0) io.err(fill(words.progress, { count: String(lines) }))
  }
  const report = await importContacts(db, file, progress).finally(() => db.close())
  if (asJson) io.out(JSON.stringify(report))
  else tellReport(report, io)
  return report.refused > 0 ? 1 : 0
}

function tellReport({ hints, ...counts }: ImportReport, io: CommandIo): void {
  tellHints(hints, hints.length, io)
  const facts = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]))
  io.out(fill(texts[io.language].contacts.done, facts))
}

function tellHints(hints: readonly Refused[], all: number, io: CommandIo): void {
  for (const { code, facts } of hints.slice(0, shownHints)) io.out(`  ${problemText(new Problem(code, facts), io.language)}`)
  if (all > shownHints) io.out(fill(texts[io.language].contacts.more, { count: String(all - shownHints) }))
}
