import { headerValue } from '../../mail/headers'
import type { Header } from '../../mail/read-mail'

/** A reserved byte, five of the time and a GUID: the conversation. Each answer adds five bytes ([MS-OXOMSG] §2.2.1.3). */
const rootBytes = 22
const answerBytes = 5

/**
 * Outlook's Thread-Index as an id of the conversation, for mails whose References a gateway took away. Null when the header is
 * missing or has another form. The angle brackets keep it apart from every Message-ID: those lose theirs.
 */
export function conversationId(headers: readonly Header[]): string | null {
  const text = (headerValue(headers, 'thread-index') ?? '').slice(0, 4_000).replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]{30,}={0,2}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length < rootBytes || (bytes.length - rootBytes) % answerBytes !== 0) return null
  return `<thread-index ${bytes.subarray(0, rootBytes).toString('hex')}>`
}
