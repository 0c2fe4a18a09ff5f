/** Bodies of several parts for the demo mails. */
const boundary = '=_demo'
export const mixed = `multipart/mixed; boundary="${boundary}"`
export const report = `multipart/report; report-type=delivery-status; boundary="${boundary}"`

const lines = (...all: readonly string[]) => all.join('\r\n')

/** A text, and parts behind it. */
export const attached = (text: string, ...parts: readonly string[]): string =>
  lines(...[plain(text), ...parts].flatMap((part) => [`--${boundary}`, part]), `--${boundary}--`)

const plain = (text: string) => lines('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text)

/** Small, but one that a reader opens. */
export const pdf = (name: string, title: string): string =>
  lines(
    'Content-Type: application/pdf',
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(`%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n% ${title}\n`).toString(
      'base64',
    ),
  )

export const invitation = (title: string, organizer: string): string =>
  lines(
    'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    `UID:demo-${title.length}@sonnberg.example`,
    `SUMMARY:${title}`,
    `ORGANIZER:mailto:${organizer}`,
    'DTSTART:20270304T090000Z',
    'DTEND:20270304T100000Z',
    'END:VEVENT',
    'END:VCALENDAR',
  )

/** A mail inside a mail. */
export const letter = (from: string, subject: string, text: string): string =>
  lines(
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="Mail.eml"',
    '',
    `From: ${from}`,
    'To: Nora Stein <n.stein@sonnberg.example>',
    `Subject: ${subject}`,
    'Date: Sun, 01 Mar 2026 17:05:00 +0100',
    'Message-ID: <demo-inside@librairie-petit.example>',
    plain(text),
  )

export const failure = (address: string, status: string, words: string): string =>
  lines(
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.sonnberg.example',
    '',
    `Final-Recipient: rfc822; ${address}`,
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 552 ${status} ${words}`,
  )

export const returned = (messageId: string, subject: string): string =>
  lines('Content-Type: text/rfc822-headers', 'Content-Transfer-Encoding: 8bit', '', `Message-ID: <${messageId}>`, `Subject: ${subject}`, '')
