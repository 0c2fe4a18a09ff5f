import { readAddresses } from '../../../mail/addresses'
import { headerValue } from '../../../mail/headers'
import type { Address, ReadMail } from '../../../mail/read-mail'

const journalHeaders = ['x-ms-journal-report', 'x-ms-gcc-journal-report', 'x-ms-exchange-journal-report']

/** Exchange journal report ([MS-XJRNL]): the envelope in a text part, the mail untouched as message/rfc822. */
export function isJournalReport(mail: ReadMail): boolean {
  return journalHeaders.some((name) => headerValue(mail.headers, name) !== undefined)
}

export interface JournalEnvelope {
  readonly bcc: readonly Address[]
  readonly all: readonly Address[]
}

/** Lines `To|Cc|Bcc|Recipient: address[, (Expanded|Forwarded): list]`. */
export function journalEnvelope(report: ReadMail): JournalEnvelope {
  const lines = report.text.split(/\r?\n/).slice(0, 5_000)
  const of = (label: RegExp) =>
    lines.flatMap((line) => {
      const match = label.exec(line)
      return match ? readAddresses(match[1]!.replace(/,\s*(?:Expanded|Forwarded):.*$/i, ''), 10).addresses : []
    })
  return { bcc: of(/^Bcc:\s*(.+)$/i), all: of(/^(?:To|Cc|Bcc|Recipient):\s*(.+)$/i) }
}
