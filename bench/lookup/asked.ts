import type { Own } from '@postakte/server/intake/pipeline/decision'
import { askOf } from '@postakte/server/lookup/ask'
import { lookupHandlers } from '@postakte/server/lookup/lookup.routes'
import { tokenHash } from '@postakte/server/users/me'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { addressOf, tokenOf } from './world'

/** One question in three forms: over HTTP, as the statement that answers it, and as the bare query that it comes down to. */
export interface Question {
  readonly path: string
  /** `{contact}` and `{firm}` are put in. */
  readonly body: string
  readonly statement: string
}

const nobodysOwn: Own = { domains: new Set(), addresses: new Set(), forwarding: new Set(), authservIds: new Set(), tagKey: '' }
const address = 'k{contact}@firma-{firm}.example'

export const addresses: Question = {
  path: lookupRoutes.lookUpAddresses.path,
  body: `{"addresses":["${address}"]}`,
  statement: inPgbench(statementOf(lookupHandlers.lookUpAddresses), [literal(`["${address}"]`)]),
}

export const card: Question = {
  path: lookupRoutes.lookUpMail.path,
  body: `{"people":[{"address":"${address}","role":"from"}]}`,
  statement: inPgbench(statementOf(lookupHandlers.lookUpMail), [`'de'`, literal(askText())]),
}

/** Whose address this is, as a program without users and rights would ask. */
export const plainStatement = `select c.id, c.kind, c.name, c.number, c.active from contact_addresses a join contacts c on c.id = a.contact_id where a.address = ${literal(address)}`

/** What the server makes of the body, with the places for the contact still in it. */
function askText(): string {
  const contact = 987654320
  const body = lookupRoutes.lookUpMail.body.parse({ people: [{ address: addressOf(contact), role: 'from' }] })
  const asked = askOf(body, nobodysOwn, () => '')
  return JSON.stringify(asked).replaceAll(addressOf(contact), address).replaceAll(addressOf(contact).split('@')[1]!, address.split('@')[1]!)
}

function statementOf(handler: object): string {
  if (!('statement' in handler)) throw new Error('this route is no longer answered by one statement')
  return handler.statement as string
}

/** The same statement with what pgbench puts in for its parameters: token, permission, and the rest. */
function inPgbench(statement: string, rest: readonly string[]): string {
  const token = tokenHash(tokenOf(1)).toString('base64')
  return [`'${token}'`, `'contacts.read'`, ...rest].reduce((text, value, at) => text.replace(`$${at + 1}`, () => `(${value})`), statement)
}

/** As an expression of SQL; pgbench takes a colon before a word for one of its variables. */
function literal(text: string): string {
  return `'${text
    .replace(/:(?=\w)/g, ': ')
    .replaceAll('{contact}', `' || :contact || '`)
    .replaceAll('{firm}', `' || :firm || '`)}'`
}
