import { Problem } from '@postakte/shared/model/problem'

export type Column =
  | 'number'
  | 'externalId'
  | 'kind'
  | 'name'
  | 'firstName'
  | 'displayName'
  | 'company'
  | 'companyNumber'
  | 'address'
  | 'phone'
  | 'owner'
  | 'active'

/**
 * Names that exports give their columns, letters only and lower case, so that `E-Mail 2: Adresse` (Outlook de), `E-mail 2 Address`
 * (Outlook en), `E-mail 1 - Value` (Google) and `Kunden-Nr.` need one entry each.
 */
const names: Readonly<Record<Column, string>> = {
  number:
    'kundennummer kundennr kundenno kdnr kdnummer adressnummer adressnr debitor debitorennummer nummer nr customernumber customerno customerid number accountnumber',
  externalId: 'externeid externalid erpid id guid uid customeruuid',
  kind: 'typ art kontaktart kind type contacttype',
  name: 'name nachname familienname zuname lastname surname familyname',
  firstName: 'vorname firstname givenname forename',
  displayName: 'anzeigename displayname fullname vollständigername kontaktname contactname',
  company: 'firma unternehmen firmenname organisation company companyname organization organizationname',
  companyNumber: 'firmennummer kundennummerfirma kundennummerderfirma companynumber parentnumber',
  address:
    'email mail emailadresse mailadresse emailgeschäftlich emailprivat primäreemailadresse sekundäreemailadresse emailaddress primaryemail secondaryemail emailvalue emailwork emailhome',
  phone:
    'telefon tel telefonnummer telefongeschäftlich telefonprivat teldienstlich telprivat mobiltelnr mobil mobiltelefon mobilnummer handy durchwahl phone phonenumber telephone mobile mobilephone businessphone homephone primaryphone workphone mobilenumber cell phonevalue',
  owner: 'kundenbetreuer betreuer vertreter ansprechpartnerintern owner accountmanager salesrep contactowner',
  active: 'aktiv active',
}
const columnOf = new Map(
  (Object.entries(names) as [Column, string][]).flatMap(([column, list]) => list.split(' ').map((name) => [name, column] as const)),
)
const lettersOf = (header: string) =>
  header
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '')

export interface MappedColumn {
  /** As in the file. */
  readonly header: string
  /** What it is taken for; null when it is passed over. */
  readonly column: Column | null
}

/** What each column of the file is taken for; `numberColumn` names the one that holds the customer number, whatever it is called. */
export function mapColumns(header: readonly string[], path: string, numberColumn?: string): MappedColumn[] {
  const found = header.join(', ').slice(0, 200)
  const wanted = numberColumn?.trim().toLowerCase()
  if (wanted !== undefined && !header.some((name) => name.trim().toLowerCase() === wanted))
    throw new Problem('contacts-no-such-column', { path, column: numberColumn!, found })
  const columns = header.map((name) => ({ header: name, column: columnFor(name, wanted) }))
  if (!columns.some(({ column }) => column !== null && naming.has(column))) throw new Problem('contacts-no-header', { path, found })
  return columns
}

const naming: ReadonlySet<Column> = new Set(['name', 'company', 'firstName', 'displayName'])

function columnFor(header: string, wanted: string | undefined): Column | null {
  if (header.trim().toLowerCase() === wanted) return 'number'
  const column = columnOf.get(lettersOf(header)) ?? null
  return column === 'number' && wanted !== undefined ? null : column
}
