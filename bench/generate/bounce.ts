import type { Draft, Generated, Sent, Truth } from './draft'
import { contactAddress, contactNumber } from './world'

/** As Postfix returns a mail (RFC 3464), with the lost mail's Message-ID. */
export function bounce(draft: Draft, before: Sent): Generated {
  const boundary = `dsn-${draft.id}`
  const failed = contactAddress(before.contact)
  const text = [
    'Return-Path: <>',
    'Received: by mx.sonnberg.example (Postfix) id b; Mon, 2 Mar 2026 10:00:00 +0100',
    'From: Mail Delivery System <MAILER-DAEMON@mx.sonnberg.example>',
    'To: n.stein@sonnberg.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Mon, 2 Mar 2026 10:00:00 +0100',
    `Message-ID: <${draft.id}@mx.sonnberg.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `${draft.marker} could not be delivered to one or more recipients.`,
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.sonnberg.example',
    '',
    `Final-Recipient: rfc822; ${failed}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${before.messageId}>`,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n')
  const truth: Truth = {
    kind: 'bounce',
    number: contactNumber(before.contact),
    caseNumber: null,
    thread: before.thread,
    duplicateOf: null,
    subject: 'Undelivered Mail Returned to Sender',
    attachments: [],
    marker: draft.marker,
  }
  return { bytes: Buffer.from(text), truth }
}
