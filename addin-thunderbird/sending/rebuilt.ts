import { base64Of } from '@postakte/panel/host/bytes'
import { type HeaderLine, mimeOf } from '@postakte/panel/host/mime'
import type { Pending } from './pending'

/** What Thunderbird tells of a mail before it sends it: all that is left of one of which it keeps no copy. */
export interface Written {
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly text: string
  /** '' of plain text, and of what is too long to be remembered. */
  readonly html: string
  /** Names of its files. */
  readonly files: readonly string[]
}

/** Characters. */
const longest = 500_000

export async function writtenIn(tabId: number, details: Messenger.ComposeDetails): Promise<Written> {
  const { from, to, cc, bcc, body, plainTextBody, isPlainText } = details
  const files = await messenger.compose.listAttachments(tabId).catch(() => [])
  return {
    from: typeof from === 'string' ? from : '',
    to: texts(to),
    cc: texts(cc),
    bcc: texts(bcc),
    text: plainTextBody.slice(0, longest),
    html: isPlainText || body.length > longest ? '' : body,
    files: files.map(({ name }) => name),
  }
}

/** A recipient may be a list of the address book, too. */
const texts = (people: Messenger.ComposeDetails['to']): readonly string[] =>
  (typeof people === 'string' ? [people] : people).filter((one) => typeof one === 'string')

/** Base64. It says itself that it is put together, and which files it lacks. */
export function rebuilt({ written, subject, question }: Pending, messageId: string, sentAt: string): string {
  const { from, to, cc, bcc, text, html, files } = written
  const answers = question.thread?.[0]
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    ['From', from],
    ['To', to.join(', ')],
    ['Cc', cc.join(', ')],
    ['Bcc', bcc.join(', ')],
    ['Subject', subject],
    ['Date', new Date(sentAt).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${messageId}>`],
    ['In-Reply-To', answers ? `<${answers}>` : ''],
  ]
  const headers = lines.flatMap(([name, value]): readonly HeaderLine[] => (value ? [{ name, value }] : []))
  return base64Of(mimeOf({ headers, text, html, files: [], missing: files, by: 'Thunderbird' }))
}
