import type { z } from 'zod'
import type { Permission } from '../model/permissions'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A call that really runs against the world of the tests. '@case/abo-umstellung' stands for that record's id. */
export interface Example {
  /** Login of the one who calls, in shared/world/people.ts. */
  readonly as?: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Code of the problem that it runs into, where no example can hold what the route wants (a token of another’s making). */
  readonly problem?: string
}

/** One route as a value: the server mounts it, the client is typed by it, the OpenAPI document is made of it. */
export interface RouteShape {
  readonly method: Method
  /** Parameters as ':name'. */
  readonly path: `/api/${string}`
  readonly summary: { readonly de: string; readonly en: string }
  /** 'signed-in': any user; 'anyone': before signing in. */
  readonly permission: Permission | 'signed-in' | 'anyone'
  /** Changes take an Idempotency-Key. With 'signed-in' they are for sessions, not for a token that carries less than its user may. */
  readonly changes: boolean
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is bytes of any type, up to so many, or as large as a mail may be here; `body` is absent then. */
  readonly bytesUpTo?: number | 'largest-mail'
  /** JSON of this shape; or bytes, or a stream of events, or nothing at all. */
  readonly answer: z.ZodType | 'bytes' | 'events' | 'nothing'
  /**
   * Has no transaction around it: the handler begins one where it needs it, or works as the owner of the tables and checks what
   * it does by itself. For what the role of the API must never touch (passwords, tokens), and for work that is more than one
   * transaction; no Idempotency-Key is kept.
   */
  readonly withoutTransaction?: true
  /** A change for anybody who is signed in, by whatever token. */
  readonly anyToken?: true
  /** A change that makes something answers 201. */
  readonly makes?: true
  /**
   * What becomes of an Idempotency-Key; absent: the answer is kept under it. 'unneeded': the same again does no harm, the key is
   * passed over. 'secret': the answer shows a secret once and is not kept ('answer-shown-once' when repeated).
   */
  readonly keyed?: 'unneeded' | 'secret'
  /** Codes of what can go wrong beside the general ones (shared/api/problems.ts). */
  readonly problems?: readonly string[]
  readonly example: Example
}

export const route = <const R extends RouteShape>(shape: R): R => shape

export type Routes = Readonly<Record<string, RouteShape>>

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Given<T> = T extends z.ZodType ? z.input<T> : undefined
type Part<R, K extends string> = R extends Readonly<Record<K, infer T>> ? T : undefined

export type ParamsOf<R> = Parsed<Part<R, 'params'>>
export type QueryOf<R> = Parsed<Part<R, 'query'>>
export type BodyOf<R> = Parsed<Part<R, 'body'>>
/** What a handler gives back. */
export type AnswerOf<R extends RouteShape> = R['answer'] extends z.ZodType
  ? z.input<R['answer']>
  : R['answer'] extends 'nothing'
    ? undefined
    : Response

/** What a caller gives: only the parts that the route has. */
export type InputOf<R> = Present<{
  params: Given<Part<R, 'params'>>
  query: Given<Part<R, 'query'>>
  body: R extends { readonly bytesUpTo: number | 'largest-mail' } ? Uint8Array : Given<Part<R, 'body'>>
}>
type Present<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] }
/** What a caller gets. */
export type ResultOf<R extends RouteShape> = R['answer'] extends z.ZodType
  ? z.output<R['answer']>
  : R['answer'] extends 'nothing'
    ? undefined
    : Response

/** '/api/cases/:caseId' with its parameters filled in. */
export const pathWith = (path: string, params: Readonly<Record<string, string>> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
