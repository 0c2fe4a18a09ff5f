import { normalAddress } from '@postakte/shared/mail/address'
import { plainNumber } from '@postakte/shared/mail/tags'
import type { Directory } from '@postakte/shared/model/directory'
import type { Db, Query } from '../db/db'
import { json } from '../db/json'

/** Ids of the database by the directory's names, for tests that compare both. */
export interface LoadedIds {
  readonly contacts: ReadonlyMap<string, string>
  readonly cases: ReadonlyMap<string, string>
  readonly opportunities: ReadonlyMap<string, string>
}

/** Puts a directory (the demo world, a test's) into an empty database. Memory is not part of it: that is made by people's filings. */
export const loadDirectory = (db: Db, directory: Directory): Promise<LoadedIds> => db.transaction((tx) => loadDirectoryIn(tx, directory))

export async function loadDirectoryIn(tx: Query, directory: Directory): Promise<LoadedIds> {
  await tx.query(
    `insert into settings (key, value) values ('own', $1::text::jsonb) on conflict (key) do update set value = excluded.value`,
    [json(directory.own)],
  )
  const contacts = await loadContacts(tx, directory)
  const cases = await loadCases(tx, directory, contacts)
  return { contacts, cases, opportunities: await loadOpportunities(tx, directory, contacts) }
}

async function loadContacts(tx: Query, directory: Directory): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const companiesFirst = [...directory.contacts].sort((one, other) => Number(one.kind === 'person') - Number(other.kind === 'person'))
  for (const one of companiesFirst) {
    const [row] = await tx.query<{ id: string }>(
      `insert into contacts (kind, number, name, company_id, active) values ($1, $2, $3, $4::text::bigint, $5) returning id::text as id`,
      [one.kind, one.number ? plainNumber(one.number) : null, one.name, one.company ? (ids.get(one.company) ?? null) : null, one.active],
    )
    ids.set(one.id, row!.id)
    const roles = new Set(one.roleAddresses.map(normalAddress))
    for (const address of new Set([...one.addresses, ...one.roleAddresses].map(normalAddress))) {
      if (address !== null)
        await tx.query(`insert into contact_addresses (address, contact_id, role) values ($1, $2::text::bigint, $3)`, [
          address,
          row!.id,
          roles.has(address),
        ])
    }
  }
  return ids
}

async function loadCases(tx: Query, directory: Directory, contacts: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const one of directory.cases) {
    const [row] = await tx.query<{ id: string }>(
      `insert into cases (number, "check", title, contact_id, status, private) values ($1, $2, $3, $4::text::bigint, $5, $6) returning id::text as id`,
      [plainNumber(one.number), one.check, one.title, one.contact ? (contacts.get(one.contact) ?? null) : null, one.status, one.private],
    )
    ids.set(one.id, row!.id)
    for (const person of one.participants)
      await tx.query(`insert into case_participants (case_id, contact_id) values ($1::text::bigint, $2::text::bigint)`, [
        row!.id,
        contacts.get(person),
      ])
  }
  return ids
}

async function loadOpportunities(tx: Query, directory: Directory, contacts: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const one of directory.opportunities) {
    const [row] = await tx.query<{ id: string }>(
      `insert into opportunities (title, contact_id, stage) values ($1, $2::text::bigint, $3) returning id::text as id`,
      [one.title, one.contact ? (contacts.get(one.contact) ?? null) : null, one.open ? 'new' : 'lost'],
    )
    ids.set(one.id, row!.id)
    for (const person of one.people)
      await tx.query(`insert into opportunity_people (opportunity_id, contact_id) values ($1::text::bigint, $2::text::bigint)`, [
        row!.id,
        contacts.get(person),
      ])
  }
  return ids
}
