import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import { readConfig } from '../config'
import type { Db } from '../db/db'
import { openDb } from '../db/open'
import { optionValue } from '../options'
import { journalHead } from './head'
import { printedJson } from './printed'
import { shownRows } from './show'
import { shownLine } from './shown-line'
import { verifiedLines } from './verified-lines'
import { verifyJournal } from './verify'
import { wantedRows } from './wanted'

export const command: Command = {
  name: 'journal',
  summary: {
    de: 'Zeigt das Protokoll und prüft, ob jemand darin etwas geändert hat',
    en: 'Shows the journal and checks whether somebody changed anything in it',
  },
  usage: {
    de: 'postakte journal verify [--head HASH] [--json]\n  Nennt jeden Eintrag, der geändert, entfernt, eingefügt oder vertauscht wurde; Ergebnis 1, wenn etwas nicht stimmt.\n  Mit --head auch, ob das Ende fehlt oder die ganze Kette neu gemacht wurde (docs/journal.md).\npostakte journal head [--json]\n  Der Hash des jüngsten Siegels. Bewahren Sie ihn täglich außerhalb der Datenbank auf.\npostakte journal show [--record ART:NUMMER] [--user ANMELDUNG] [--since DATUM] [--json]\n  Zeiten sind UTC, DATUM zum Beispiel 2026-03-01 oder 2026-03-01T08:00:00Z.',
    en: 'postakte journal verify [--head HASH] [--json]\n  Names each row that was changed, removed, inserted or exchanged; exit code 1 when something is wrong.\n  With --head also whether the end is missing or the whole chain was made anew (docs/journal.md).\npostakte journal head [--json]\n  The hash of the newest seal. Keep it outside of the database, every day.\npostakte journal show [--record KIND:ID] [--user LOGIN] [--since DATE] [--json]\n  Times are UTC, DATE for example 2026-03-01 or 2026-03-01T08:00:00Z.',
  },
  async run([verb = '', ...args], io) {
    const run = verbs[verb]
    if (!run) throw new Problem('command-word', { given: verb, command: 'journal' })
    const db = await openDb(readConfig())
    try {
      return await run(db, args, io)
    } finally {
      await db.close()
    }
  },
}

const verbs: Record<string, (db: Db, args: readonly string[], io: CommandIo) => Promise<number>> = { verify, head, show }

export async function verify(db: Db, args: readonly string[], io: CommandIo): Promise<number> {
  const lines = verifiedLines(args.includes('--json'), io.language)
  const result = await verifyJournal(db, headOption(args), {
    finding: (kind, facts) => io.out(lines.finding(kind, facts)),
    progress: (rows) => io.err(fill(texts[io.language].journal.progress, { rows: String(rows) })),
  })
  for (const line of lines.summary(result, new Date())) io.out(line)
  return result.findings === 0 ? 0 : 1
}

function headOption(args: readonly string[]): string | null {
  if (!args.includes('--head')) return null
  const given = (optionValue(args, '--head') ?? '').trim().toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(given)) throw new Problem('journal-head-wrong', { given })
  return given
}

export async function head(db: Db, args: readonly string[], io: CommandIo): Promise<number> {
  const newest = await journalHead(db)
  if (args.includes('--json')) io.out(printedJson(newest))
  else if (newest) io.out(newest.hash)
  if (!newest) io.err(texts[io.language].journal.noHead)
  return newest ? 0 : 1
}

export async function show(db: Db, args: readonly string[], io: CommandIo): Promise<number> {
  const asJson = args.includes('--json')
  for await (const row of shownRows(db, await wantedRows(db, args))) io.out(asJson ? printedJson(row) : shownLine(row, io.language))
  return 0
}
