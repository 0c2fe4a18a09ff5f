import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteShape, Routes } from '@postakte/shared/api/route'
import type { Language } from '@postakte/shared/texts/texts'
import type { Config } from '../../config'
import type { Db, Query } from '../../db/db'
import type { Live } from '../../events/live'
import type { NewEvent } from '../../events/write'
import type { Intake } from '../../intake/intake'
import type { MailReader } from '../../mails/mail-reader'
import type { Me } from '../../users/me'

/** What handlers may need of the server beside their transaction. */
export interface ApiParts {
  readonly db: Db
  readonly config: Config
  readonly intake: Pick<Intake, 'own' | 'receive' | 'takeIn' | 'settle' | 'read'>
  readonly live: Pick<Live, 'open'>
  readonly reader: MailReader
}

/** A row of the journal as a handler says it; who, when and by which way are added. Personal data stands in `facts` only. */
export interface JournalNote {
  /** 'case.close', 'filing.add' … */
  readonly action: string
  readonly kind?: string
  readonly recordId?: string
  readonly facts?: Readonly<Record<string, unknown>>
}

/** The transaction of a call, under row-level security. What is noted is written just before the commit. */
export interface ApiTx extends Query {
  /** Others see it at once. */
  event(event: NewEvent): void
  /** Who did what, for the journal. */
  journal(note: JournalNote): void
}

/** Begins a transaction of the caller's, as `tx` is one. */
export type BeginTransaction = <T>(work: (tx: ApiTx) => Promise<T>) => Promise<T>

/** No transaction is around the handlers of these. */
type Alone = { readonly permission: 'anyone' } | { readonly answer: 'bytes' | 'events' } | { readonly withoutTransaction: true }

/** What a handler is given. */
export interface Call<R extends RouteShape> {
  readonly me: R['permission'] extends 'anyone' ? null : Me
  readonly tx: R extends Alone ? null : ApiTx
  /** For those without one around them: begins one where they need it. */
  readonly transaction: R['permission'] extends 'anyone' ? null : R extends Alone ? BeginTransaction : null
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: R extends { readonly bytesUpTo: number | 'largest-mail' } ? Uint8Array : BodyOf<R>
  readonly language: Language
  readonly request: Request
  /** Where the call comes from (server/http/client-address.ts). */
  readonly address: string
  readonly parts: ApiParts
}

export type Handler<R extends RouteShape> = (call: Call<R>) => Promise<AnswerOf<R>>
export type Handlers<R extends Routes> = { readonly [K in keyof R]: Handler<R[K]> }

/** What a one-statement route is asked, and the language that the caller's program speaks. */
export type Asked<R extends RouteShape> = Pick<Call<R>, 'params' | 'query' | 'body' | 'language' | 'parts'>

/** What the database says to a one-statement route: a problem's code, or null; the user's own language; and the answer. */
export interface StatementRow {
  readonly problem: string | null
  readonly language: Language | null
}

/**
 * A route that is asked all the time and answered by one statement: a function of the database checks the token and the
 * permission (its first two arguments, for `enter_with`), enters, and answers under row-level security (docs/decisions/0016).
 */
export interface OneStatement<R extends RouteShape, Row extends StatementRow = StatementRow> {
  /** `select … from some_function($1, $2, …)`. */
  readonly statement: string
  /** From $3 on. */
  readonly parameters: (asked: Asked<R>) => readonly unknown[]
  /** JSON of the route's shape, mostly as the database wrote it: no second look is taken at it. */
  readonly answer: (row: Row, language: Language) => string
}

export type AnyHandler<R extends RouteShape> = Handler<R> | OneStatement<R, never>
export type AnyHandlers<R extends Routes> = { readonly [K in keyof R]: AnyHandler<R[K]> }
