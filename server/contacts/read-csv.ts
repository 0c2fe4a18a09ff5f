import { isUtf8 } from 'node:buffer'
import { Problem } from '@postakte/shared/model/problem'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import type { RawContact } from './contact-row'

type Column = 'number' | 'externalId' | 'name' | 'firstName' | 'company' | 'companyNumber' | 'address' | 'phone'

/** Names that exports give their columns, German and English, lower case. */
const names: Readonly<Record<Column, readonly string[]>> = {
  number: [
    'kundennummer',
    'kundennr',
    'kunden-nr',
    'kunden-nr.',
    'kdnr',
    'kd-nr',
    'adressnummer',
    'nummer',
    'customer number',
    'customer no',
    'number',
    'customer id',
  ],
  externalId: ['externe id', 'external id', 'externalid', 'erp-id', 'id', 'guid'],
  name: ['name', 'nachname', 'last name', 'lastname', 'surname', 'familienname', 'full name', 'anzeigename', 'display name'],
  firstName: ['vorname', 'first name', 'firstname', 'given name'],
  company: ['firma', 'unternehmen', 'company', 'organisation', 'organization', 'firmenname', 'company name'],
  companyNumber: ['firmennummer', 'kundennummer firma', 'company number', 'parent number'],
  address: [
    'e-mail',
    'email',
    'mail',
    'e-mail-adresse',
    'e-mail address',
    'email address',
    'e-mail 1',
    'e-mail 2',
    'e-mail 2-adresse',
    'e-mail 3-adresse',
    'email 2',
    'e-mail 2 address',
    'mailadresse',
  ],
  phone: [
    'telefon',
    'phone',
    'tel',
    'tel.',
    'telefon geschäftlich',
    'mobil',
    'mobile',
    'mobiltelefon',
    'business phone',
    'handy',
    'telephone',
  ],
}
const columnOf = new Map(
  (Object.entries(names) as [Column, readonly string[]][]).flatMap(([column, list]) => list.map((name) => [name, column] as const)),
)

export interface CsvContacts {
  readonly encoding: 'UTF-8' | 'windows-1252'
  readonly delimiter: string
  /** Header as in the file → what it is taken for; null when it is passed over. */
  readonly columns: readonly { readonly header: string; readonly column: Column | null }[]
  readonly rows: readonly RawContact[]
}

/** Reads an export of a spreadsheet or ERP: UTF-8 or windows-1252, comma, semicolon or tab, header in the first line. */
export function readCsv(bytes: Uint8Array, path: string): CsvContacts {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, 4_000).includes(0)) throw new Problem('contacts-not-csv', { path })
  const encoding = isUtf8(buffer) ? 'UTF-8' : 'windows-1252'
  const text = (encoding === 'UTF-8' ? buffer.toString('utf8') : iconv.decode(buffer, 'windows-1252')).replace(/^\ufeff/, '')
  const delimiter = delimiterOf(text)
  const lines = parsed(text, delimiter, path)
  const header = lines[0]?.record ?? []
  const columns = header.map((name) => ({ header: name, column: columnOf.get(name.trim().toLowerCase()) ?? null }))
  if (!columns.some(({ column }) => column === 'name' || column === 'company' || column === 'firstName'))
    throw new Problem('contacts-no-header', { path, found: header.join(', ').slice(0, 200) })
  return { encoding, delimiter, columns, rows: lines.slice(1).map(({ record, line }) => rowOf(record, line, columns)) }
}

interface Line {
  readonly record: readonly string[]
  readonly line: number
}

function parsed(text: string, delimiter: string, path: string): Line[] {
  try {
    const found = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return found.map(({ record, info }) => ({ record, line: info.lines }))
  } catch (error) {
    throw new Problem('contacts-csv-broken', { path, reason: (error as Error).message }, error)
  }
}

/** The delimiter that the first line has most of. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/\r?\n|$/))
  return [';', ',', '\t'].sort((one, other) => first.split(other).length - first.split(one).length)[0]!
}

function rowOf(record: readonly string[], line: number, columns: CsvContacts['columns']): RawContact {
  const of = (column: Column) => columns.flatMap((one, at) => (one.column === column && record[at] ? [record[at]!.trim()] : []))
  return {
    line,
    number: of('number')[0] ?? '',
    externalId: of('externalId')[0] ?? '',
    name: of('name')[0] ?? '',
    firstName: of('firstName')[0] ?? '',
    company: of('company')[0] ?? '',
    companyNumber: of('companyNumber')[0] ?? '',
    addresses: of('address')
      .flatMap((cell) => cell.split(/[;,\s]+/))
      .filter((one) => one !== ''),
    phones: of('phone'),
  }
}
