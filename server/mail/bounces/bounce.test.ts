import { describe, expect, it } from 'vitest'
import { readMail } from '../read'
import { understand } from '../understand'

const raw = (headers: string, body: string) => readMail(Buffer.from(`${headers}\r\n\r\n${body}`.replace(/\r?\n/g, '\r\n')))
const report = (lines: string, returned = 'Message-ID: <A1@Us.Example>\nSubject: Ihre Anfrage\n\nText') =>
  raw(
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: n@us.example\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=b',
    `--b\nContent-Type: text/plain\n\nI'm sorry.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n${lines}\n\n--b\nContent-Type: message/rfc822\n\n${returned}\n--b--`,
  )

describe('a delivery report', () => {
  it('names recipient, status and the mail that came back', () => {
    const { class: kind, bounce } = understand(
      report(
        'Final-Recipient: rfc822; Anna@Customer.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown',
      ),
    )
    expect(kind).toBe('bounce')
    expect(bounce).toEqual({ failedRecipients: ['anna@customer.example'], status: '5.1.1', hard: true, originalMessageId: 'A1@us.example' })
  })

  it.each([
    ['a full mailbox', 'Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full', false],
    ['a filter', 'Status: 5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 Message blocked as spam', false],
    ['an unknown user behind a vague code', 'Status: 5.0.0\nDiagnostic-Code: smtp; 550 No such user here', true],
    ['an unknown domain', 'Status: 5.1.2\nDiagnostic-Code: smtp; 550 Host unknown', true],
    ['a time-out', 'Status: 4.4.7\nDiagnostic-Code: smtp; 451 timed out', false],
    [
      'a text refused after it was taken',
      'Status: 5.0.0\nDiagnostic-Code: smtp; 550 Unknown user (in reply to end of DATA command)',
      false,
    ],
  ])('knows whether %s makes the address useless', (_, lines, hard) => {
    expect(understand(report(`Final-Recipient: rfc822; a@x.example\nAction: failed\n${lines}`)).bounce?.hard).toBe(hard)
  })

  it('is soft while the mail is only late', () => {
    const { bounce } = understand(report('Final-Recipient: rfc822; a@x.example\nAction: delayed\nStatus: 4.0.0'))
    expect(bounce).toMatchObject({ failedRecipients: ['a@x.example'], hard: false })
  })

  it.each(['delivered', 'relayed', 'expanded'])('is a receipt when the mail was %s', (action) => {
    expect(understand(report(`Final-Recipient: rfc822; a@x.example\nAction: ${action}\nStatus: 2.0.0`))).toMatchObject({
      class: 'receipt',
      bounce: null,
    })
  })

  it('names only those who failed, also without blank lines between them', () => {
    const lines =
      'Final-Recipient: rfc822; a@x.example\nAction: delivered\nStatus: 2.0.0\nFinal-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.1.1'
    expect(understand(report(lines)).bounce?.failedRecipients).toEqual(['b@x.example'])
  })

  it('names the address that we wrote to before the one it was passed on to', () => {
    const lines = 'Original-Recipient: rfc822;info@x.example\nFinal-Recipient: rfc822; chef@y.example\nAction: failed\nStatus: 5.1.1'
    expect(understand(report(lines)).bounce?.failedRecipients).toEqual(['info@x.example', 'chef@y.example'])
  })
})

describe('a notice without a report', () => {
  const notice = (from: string, subject: string, body: string, more = '') =>
    understand(raw(`Return-Path: <>\nFrom: ${from}\nTo: n@us.example\nSubject: ${subject}${more}`, body))
  it.each([
    [
      'qmail',
      'MAILER-DAEMON@mx.example',
      'failure notice',
      "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<a@x.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <n@us.example>\nMessage-ID: <A1@us.example>\n",
      '5.1.1',
      true,
    ],
    [
      'Exim',
      'Mail Delivery System <Mailer-Daemon@mx.example>',
      'Mail delivery failed: returning message to sender',
      'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered. The following address(es) failed:\n\n  a@x.example\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <A1@us.example>\n',
      null,
      true,
    ],
    [
      'Exchange de',
      'Systemadministrator <postmaster@x.example>',
      'Unzustellbar: Ihre Anfrage',
      'Ihre Nachricht konnte nicht zugestellt werden:\n\na@x.example\nDie E-Mail-Adresse existiert nicht.\n\nMessage-ID: <A1@us.example>',
      null,
      true,
    ],
    [
      'GMX',
      'GMX Mailer Daemon <mailer-daemon@gmx.example>',
      'Mail delivery failed: returning message to sender',
      'This message was created automatically by mail delivery software.\n\na@x.example:\nSMTP error from remote server for RCPT TO command, host: mx.x.example reason: 552 5.2.2 mailbox full\n\n--- The header of the original message is following. ---\n\nMessage-ID: <A1@us.example>',
      '5.2.2',
      false,
    ],
    [
      'a Japanese carrier',
      '<>',
      'Mail System Error - Returned Mail',
      '次のあて先へのメッセージはエラーのため送信できませんでした。\n\nEach of the following recipients was rejected by a remote mail server.\n\n    Recipient: <a@x.example>\n    >>> RCPT TO:<a@x.example>\n    <<< 550 <a@x.example>: User unknown\n\nReceived: from us\nMessage-ID: <A1@us.example>',
      null,
      true,
    ],
  ])('of %s', (_, from, subject, body, status, hard) => {
    const { class: kind, bounce } = notice(from, subject, body)
    expect(kind).toBe('bounce')
    expect(bounce).toEqual({ failedRecipients: ['a@x.example'], status, hard, originalMessageId: 'A1@us.example' })
  })

  it('is known by X-Failed-Recipients', () => {
    expect(notice('x@mx.example', 'Hm', 'Text', '\nX-Failed-Recipients: a@x.example').bounce?.failedRecipients).toEqual(['a@x.example'])
  })
})

describe('what is no bounce', () => {
  it.each([
    [
      'a customer who asks about one',
      'From: Anna <a@x.example>\nSubject: Undelivered mail?',
      'Your mail could not be delivered to me, user unknown. Please resend.',
    ],
    [
      'a newsletter by way of a bounces address',
      'Return-Path: <bounces+1=n@news.example>\nFrom: News <news@news.example>\nSubject: Delivery status of your parcel',
      'Your parcel could not be delivered. Mailbox full.',
    ],
    [
      'a forwarded notice',
      'From: Kollege <k@us.example>\nSubject: WG: Undelivered Mail Returned to Sender',
      'Bitte Adresse prüfen\n\nVon: MAILER-DAEMON@mx.example\nGesendet: 3.4.2026 10:00\nAn: k@us.example\nBetreff: Undelivered Mail Returned to Sender\n\n550 5.1.1 user unknown',
    ],
    ['phishing', 'From: IT <it@evil.example>\nSubject: Mail delivery failed', 'Your mailbox is full. Click here.'],
  ])('%s', (_, headers, body) => expect(understand(raw(`${headers}\nTo: n@us.example`, body)).class).not.toBe('bounce'))
})

it('takes floods of report lines', () => {
  const flood = report('Final-Recipient: rfc822; a@x.example\nAction: failed\n'.repeat(20_000))
  expect(understand(flood).bounce?.failedRecipients).toEqual(['a@x.example'])
})
