import type { lookupRoutes } from '@postakte/shared/api/lookup'
import type { Language } from '@postakte/shared/texts/texts'
import { json } from '../db/json'
import { withSentences } from '../filings/lying'
import type { AnyHandlers, OneStatement, StatementRow } from '../http/api/call'
import { messageKeyOf } from '../presence/places'
import { askOf } from './ask'

interface CardRow extends StatementRow {
  readonly validator: string
  /** JSON; null when nothing is filed, or when the caller knows it all. */
  readonly filings: string | null
  readonly card: string | null
}

const lookUpMail: OneStatement<typeof lookupRoutes.lookUpMail, CardRow> = {
  statement: `select problem, language, validator, filings, card from lookup(decode($1, 'base64'), $2, $3, $4::text::jsonb)`,
  parameters: ({ body, language, parts: { intake, config } }) => [
    language,
    json(askOf(body, intake.own, config.POSTAKTE_PRESENCE ? (id) => messageKeyOf(id, config.secretKey) : null)),
  ],
  answer: ({ validator, card, filings }, language) =>
    `{"validator":"${validator}","card":${card === null ? 'null' : `{"filings":${shownFilings(filings, language)},${card.slice(1)}`}}`,
}

/** The card goes out as the database wrote it; only what is filed is looked into, for the sentence that says why. */
const shownFilings = (filings: string | null, language: Language) =>
  filings === null ? '[]' : JSON.stringify(withSentences(JSON.parse(filings), language))

const lookUpAddresses: OneStatement<typeof lookupRoutes.lookUpAddresses, StatementRow & { readonly answer: string }> = {
  statement: `select problem, language, answer from lookup_addresses(decode($1, 'base64'), $2, $3::text::jsonb)`,
  parameters: ({ body }) => [json([...new Set(body.addresses)].filter((one) => one !== null))],
  answer: ({ answer }) => `{"items":${answer}}`,
}

export const lookupHandlers: AnyHandlers<typeof lookupRoutes> = { lookUpMail, lookUpAddresses }
