import type { Db } from '../db/db'
import { type CompanyLink, companyLinks, linkCompanies } from './company-links'
import { type ContactRow, isRefused, type Refused } from './contact-row'
import type { ContactsFile } from './contacts-file'
import { type UpsertReport, type Users, upsertContacts } from './upsert'
import { upsertHalved } from './upsert-halved'
import { usersByName } from './users-by-name'

export interface ImportReport {
  created: number
  changed: number
  unchanged: number
  /** Lines that were not taken, in full, and how many. */
  refused: number
  /** Why lines were refused, and what could not be done for lines that were taken; the first `mostHints`. */
  readonly hints: Refused[]
}

/** A file with the wrong column chosen refuses each of its million lines: the first thousands tell as much. */
export const mostHints = 10_000
const batchSize = 2_000

/** Takes a file in, a transaction a batch. Broken off it is simply run again: what is in already stays as it is. */
export async function importContacts(db: Db, file: ContactsFile, progress: (lines: number) => void = () => {}): Promise<ImportReport> {
  const report: ImportReport = { created: 0, changed: 0, unchanged: 0, refused: 0, hints: [] }
  const users = await usersByName(db)
  const links: CompanyLink[] = []
  let lines = 0
  for await (const batch of inBatches(file.contacts)) {
    const rows = batch.filter((one): one is ContactRow => !isRefused(one))
    refuse(report, batch.filter(isRefused))
    hint(report, unknownOwners(rows, users))
    for (const part of await upsertHalved(rows, (some) => db.transaction((tx) => upsertContacts(tx, some, users)))) {
      count(report, part)
      links.push(...companyLinks(rows, part.ids))
    }
    progress((lines += batch.length))
  }
  hint(report, await linkCompanies(db, links))
  return report
}

async function* inBatches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const one of all) {
    batch.push(one)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function count(report: ImportReport, part: UpsertReport): void {
  const counts = { made: 0, changed: 0, unchanged: 0 }
  for (const result of part.results.values()) counts[result]++
  report.created += counts.made
  report.changed += counts.changed
  report.unchanged += counts.unchanged
  refuse(report, part.refused)
}

function refuse(report: ImportReport, lines: readonly Refused[]): void {
  report.refused += lines.length
  hint(report, lines)
}

const hint = (report: ImportReport, lines: readonly Refused[]) =>
  void report.hints.push(...lines.slice(0, Math.max(0, mostHints - report.hints.length)))

const unknownOwners = (rows: readonly ContactRow[], users: Users): Refused[] =>
  rows
    .filter(({ owner }) => owner !== null && users(owner) === null)
    .map(({ line, owner }) => ({ line, code: 'contact-owner-unknown', facts: { line: String(line), owner: owner!.slice(0, 80) } }))
