import { Readable } from 'node:stream'
import { Problem } from '@postakte/shared/model/problem'
import { parse } from 'csv-parse'
import { type Column, type MappedColumn, mapColumns } from './columns'
import type { RawContact } from './contact-row'
import { fromCsvCell } from './export/csv-cell'
import type { TextFile } from './text-file'

export interface CsvContacts {
  readonly delimiter: string
  readonly columns: readonly MappedColumn[]
  readonly rows: AsyncIterable<RawContact>
}

/** Reads an export of a spreadsheet or ERP line by line: comma, semicolon or tab, header in the first line. */
export async function readCsv(file: TextFile, numberColumn?: string): Promise<CsvContacts> {
  const { delimiter, fromLine } = delimiterOf(file.head)
  const lines = parsed(file, delimiter, fromLine)
  const first = await lines.next()
  const columns = mapColumns(first.done ? [] : first.value.record, file.path, numberColumn)
  return { delimiter, columns, rows: rowsOf(lines, columns) }
}

interface Line {
  readonly record: readonly string[]
  readonly line: number
}

async function* parsed(file: TextFile, delimiter: string, fromLine: number): AsyncGenerator<Line> {
  const options = { delimiter, from_line: fromLine, bom: true, info: true, skip_empty_lines: true, trim: true }
  const lenient = { relax_column_count: true, relax_quotes: true, max_record_size: 1_000_000 }
  const parser = Readable.from(file.text()).pipe(parse({ ...options, ...lenient }))
  try {
    for await (const one of parser) {
      const { record, info } = one as { record: string[]; info: { lines: number } }
      yield { record, line: info.lines }
    }
  } catch (error) {
    throw brokenCsv(file.path, error)
  }
}

/** A quote that nobody closes swallows the rest of the file into one field; the parser stops at 1 MB. */
function brokenCsv(path: string, error: unknown): unknown {
  const { code, lines, message } = error as { code?: string; lines?: number; message: string }
  if (!code?.startsWith('CSV_')) return error
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return new Problem('contacts-quote-open', { path, line: String(lines ?? '?') }, error)
  return new Problem('contacts-csv-broken', { path, reason: message }, error)
}

/** Excel's own `sep=;` line, else what the first line has most of. */
function delimiterOf(head: string): { readonly delimiter: string; readonly fromLine: number } {
  const stated = /^\ufeff?sep=(.)\r?\n/i.exec(head)?.[1]
  if (stated) return { delimiter: stated, fromLine: 2 }
  const first = /^[\ufeff\s]*([^\r\n]*)/.exec(head)![1]!.replace(/"[^"]*"/g, '')
  const [most] = [';', ',', '\t'].sort((one, other) => first.split(other).length - first.split(one).length)
  return { delimiter: most!, fromLine: 1 }
}

async function* rowsOf(lines: AsyncGenerator<Line>, columns: readonly MappedColumn[]): AsyncGenerator<RawContact> {
  const places = new Map<Column, number[]>()
  for (const [at, { column }] of columns.entries()) if (column) places.set(column, [...(places.get(column) ?? []), at])
  for await (const { record, line } of lines) yield rowOf(record, line, places)
}

function rowOf(record: readonly string[], line: number, places: ReadonlyMap<Column, readonly number[]>): RawContact {
  const all = (column: Column) =>
    (places.get(column) ?? []).map((at) => fromCsvCell(record[at]?.trim() ?? '')).filter((cell) => cell !== '')
  const one = (column: Column) => all(column)[0] ?? ''
  return {
    line,
    kind: one('kind'),
    number: one('number'),
    externalId: one('externalId'),
    name: one('name'),
    firstName: one('firstName'),
    displayName: one('displayName'),
    company: one('company'),
    companyNumber: one('companyNumber'),
    addresses: all('address').flatMap(addressesIn),
    phones: all('phone'),
    owner: one('owner'),
    active: one('active'),
  }
}

/** Several in one cell, with names in front (`Anna <a@b.example>`) or without; Exchange's own `/o=…` are no e-mail addresses. */
function addressesIn(cell: string): string[] {
  if (/^\/o=/i.test(cell)) return []
  const inBrackets = [...cell.matchAll(/<([^<>]{3,320})>/g)].map((match) => match[1]!)
  const found = inBrackets.length > 0 ? inBrackets : cell.split(/[;,\s]+/)
  return found.map((address) => address.replace(/^mailto:/i, '')).filter((address) => address !== '')
}
