import type { Range } from './range'
import { contentDisposition } from './safe-name'
import type { SafeType } from './safe-type'

/** Though a browser took the file for a page, nothing in it would run, load, or belong to our origin. */
const policy =
  "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

/** Status and headers of an attachment, of the whole or of the part that was asked for. */
export function attachmentAnswer(name: string, { type, disposition }: SafeType, size: number, range: Range) {
  const status = { whole: 200, part: 206, none: 416 }[range.kind]
  const length = range.kind === 'part' ? range.last - range.first + 1 : range.kind === 'none' ? 0 : size
  const headers: Record<string, string> = {
    'content-type': type,
    'content-disposition': contentDisposition(disposition, name),
    'content-length': String(length),
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
  }
  if (range.kind === 'part') headers['content-range'] = `bytes ${range.first}-${range.last}/${size}`
  if (range.kind === 'none') headers['content-range'] = `bytes */${size}`
  return { status, headers }
}
