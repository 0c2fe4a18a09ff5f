import type { RouteShape } from '@postakte/shared/api/route'
import { Problem } from '@postakte/shared/model/problem'
import type { Language } from '@postakte/shared/texts/texts'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Config } from '../../config'
import { ProblemWith } from '../problem-with'
import { nameTwice } from './json-text'

export interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

const mostJsonBytes = 1024 * 1024
const wholeBytes = 64 * 1024
const messages = { de: z.locales.de().localeError, en: z.locales.en().localeError }

/** Parses what came at the door; every wrong field is named in the user's language. */
export async function inputOf(c: Context, route: RouteShape, language: Language, { POSTAKTE_MAX_MAIL_BYTES }: Limits): Promise<Input> {
  const most = route.bytesUpTo === 'largest-mail' ? POSTAKTE_MAX_MAIL_BYTES : route.bytesUpTo
  return {
    params: parsed(route.params, c.req.param(), 'params', language),
    query: parsed(route.query, c.req.query(), 'query', language),
    body: most === undefined ? await jsonBody(c, route, language) : await bytesOf(c, most),
  }
}

type Limits = Pick<Config, 'POSTAKTE_MAX_MAIL_BYTES'>

async function jsonBody(c: Context, route: RouteShape, language: Language): Promise<unknown> {
  if (route.body === undefined) return undefined
  const text = new TextDecoder().decode(await bytesOf(c, mostJsonBytes))
  return parsed(route.body, fromJson(text), 'body', language)
}

function fromJson(text: string): unknown {
  // PostgreSQL has no NUL in text; JSON would bring it in by the back door.
  if (/\0|\\u0000/.test(text)) throw wrongBody('NUL')
  if (text === '') return undefined
  const value = parsedJson(text)
  const twice = nameTwice(text)
  if (twice !== null) throw wrongBody(`JSON: 2 × "${twice.slice(0, 100)}"`)
  return value
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw wrongBody('JSON')
  }
}

const wrongBody = (message: string) => new ProblemWith('request-wrong', { fields: [{ path: 'body', message }] })

function parsed(shape: z.ZodType | undefined, given: unknown, part: string, language: Language): unknown {
  if (shape === undefined) return undefined
  const result = shape.safeParse(given, { error: messages[language], reportInput: false })
  if (result.success) return result.data
  const fields = result.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ path: [part, ...path].join('.').slice(0, 200), message: message.slice(0, 300) }))
  // A path that cannot be an id leads nowhere, like one that nobody has.
  throw part === 'params' ? new Problem('record-unknown') : new ProblemWith('request-wrong', { fields })
}

/** The body, refused as soon as it is longer than that, whatever its Content-Length says. */
async function bytesOf(c: Context, most: number): Promise<Uint8Array> {
  const tooLarge = () => new Problem('request-too-large', { most: String(most) })
  const announced = Number(c.req.header('Content-Length') ?? Number.NaN)
  if (announced > most) throw tooLarge()
  // HTTP lets nothing in beyond the length that was announced, and reading it as a whole spares a stream of pieces.
  if (announced <= wholeBytes) return new Uint8Array(await c.req.raw.arrayBuffer())
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.byteLength
    if (size > most) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}
