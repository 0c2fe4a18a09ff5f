import { toJSONSchema, type ZodType } from 'zod'
import type { Outline } from '../../shared/api/shaped'

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

/** What everyone who gets an answer of that shape may rely on. A choice of several shapes, and what may be missing, is passed over. */
export const outlineOf = (shape: ZodType): Outline => outline(toJSONSchema(shape, { io: 'output', unrepresentable: 'any' }) as Schema)

function outline({ type, properties, required = [], items, anyOf }: Schema): Outline {
  if (anyOf) return orNull(anyOf)
  if (type === 'array') return [outline(items ?? {})]
  if (type === 'object' && properties) return Object.fromEntries(required.map((key) => [key, outline(properties[key]!)]))
  if (type === 'integer') return 'number'
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 0
}

function orNull(choices: readonly Schema[]): Outline {
  const others = choices.filter(({ type }) => type !== 'null')
  const one = others.length === 1 ? outline(others[0]!) : 0
  return others.length < choices.length ? [one, null] : one
}
