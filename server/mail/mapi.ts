import { decodeText } from './charset'

export interface MapiValue {
  readonly type: number
  readonly value: Buffer
}

const fixedSize: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
}
const multiple = 0x1000
const maxProperties = 5_000

/** MAPI property list of a TNEF attribute ([MS-OXTNEF] 2.1.3.4): id → first value. Stops where the list is not whole. */
export function readMapiProperties(bytes: Buffer): Map<number, MapiValue> {
  const properties = new Map<number, MapiValue>()
  if (bytes.length < 4) return properties
  const count = Math.min(bytes.readUInt32LE(0), maxProperties)
  let at = 4
  for (let index = 0; index < count; index++) {
    const read = readProperty(bytes, at)
    if (!read) break
    if (!properties.has(read.id)) properties.set(read.id, read.value)
    at = read.next
  }
  return properties
}

function readProperty(bytes: Buffer, start: number): { id: number; value: MapiValue; next: number } | null {
  if (start + 4 > bytes.length) return null
  const type = bytes.readUInt16LE(start)
  const id = bytes.readUInt16LE(start + 2)
  const at = id >= 0x8000 ? afterName(bytes, start + 4) : start + 4
  if (at === null) return null
  const single = type & ~multiple
  const size = fixedSize[single]
  if (size !== undefined && (type & multiple) === 0)
    return size + at > bytes.length ? null : { id, value: { type, value: bytes.subarray(at, at + size) }, next: at + size }
  return readCounted(bytes, at, id, single, size)
}

/** Variable values, and multi-valued ones, carry a count; each variable value its length, padded to four bytes. */
function readCounted(bytes: Buffer, start: number, id: number, type: number, size: number | undefined) {
  if (start + 4 > bytes.length) return null
  const count = bytes.readUInt32LE(start)
  let at = start + 4
  let first: Buffer | null = null
  if (count > maxProperties) return null
  for (let index = 0; index < count; index++) {
    const length = size ?? (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : -1)
    const from = size === undefined ? at + 4 : at
    if (length < 0 || from + length > bytes.length) return null
    first ??= bytes.subarray(from, from + length)
    at = from + (size === undefined ? (length + 3) & ~3 : length)
  }
  return { id, value: { type, value: first ?? Buffer.alloc(0) }, next: at }
}

/** Named properties: GUID, then a number or a UTF-16 name. */
function afterName(bytes: Buffer, at: number): number | null {
  if (at + 24 > bytes.length) return null
  if (bytes.readUInt32LE(at + 16) === 0) return at + 24
  const length = bytes.readUInt32LE(at + 20)
  const next = at + 24 + ((length + 3) & ~3)
  return next <= bytes.length ? next : null
}

/** String value (8-bit in `charset`, or UTF-16LE) without its end mark; null when it is none. */
export function text(value: MapiValue | undefined, charset: string): string | null {
  if (!value) return null
  const string = value.type === 0x001f ? decodeText(value.value, 'utf-16le') : value.type === 0x001e ? decodeText(value.value, charset) : ''
  const trimmed = string.replace(/\0[\s\S]*$/, '')
  return trimmed === '' ? null : trimmed
}
