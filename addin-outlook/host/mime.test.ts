import { mailboxText, mimeOf, rebuiltHeader } from '@postakte/panel/host/mime'
import { readMail } from '@postakte/server/mail/read'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerLines, sentAtOf, threadOf } from './headers'

const head = [
  'Received: from mx.huber-verlag.example by mx.sonnberg.example',
  'DKIM-Signature: v=1; a=rsa-sha256; d=huber-verlag.example; b=abc',
  'Authentication-Results: mx.sonnberg.example; dkim=pass',
  'Content-Type: text/plain; charset=iso-8859-1',
  'MIME-Version: 1.0',
  'From: =?utf-8?Q?J=C3=BCrgen_Huber?= <j.huber@huber-verlag.example>',
  'To: service@sonnberg.example',
  'Subject: =?utf-8?Q?Frage_zum_Abo_=E2=80=93_eilt?=',
  'Date: Mon, 2 Mar 2026 10:12:00 +0100',
  'Message-ID: <frage@huber-verlag.example>',
  'References: <erste@huber-verlag.example>',
  ' <angebot-4711@sonnberg.example>',
  'In-Reply-To: <angebot-4711@sonnberg.example>',
].join('\r\n')

describe('the head of a mail, as Outlook tells it', () => {
  it('names the thread, newest first, each once', () => {
    expect(threadOf(headerLines(head))).toEqual(['angebot-4711@sonnberg.example', 'erste@huber-verlag.example'])
  })
  it('says when it was sent', () => {
    expect(sentAtOf(headerLines(head))).toBe('2026-03-02T09:12:00.000Z')
    expect(sentAtOf(headerLines('Date: gestern'))).toBeNull()
  })
})

describe('a mail put together anew', () => {
  const pdf = {
    name: 'Grundriß "neu".pdf',
    type: 'application/pdf',
    bytes: new Uint8Array([37, 80, 68, 70, 0, 255, 13, 10]),
    contentId: null,
  }
  const logo = { name: 'logo.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]), contentId: 'logo@huber' }
  const mail = {
    headers: headerLines(head),
    text: 'Guten Tag,\n.\nwir möchten umstellen – bald.\n',
    html: '<p>Guten Tag</p>',
    files: [pdf, logo],
    missing: ['Plan.dwg'],
    by: 'Outlook' as const,
  }
  const read = () => readMail(mimeOf(mail))

  it('reads as the mail that it was', () => {
    const { from, subject, messageId, inReplyTo, text, html, attachments, date } = read()
    expect(from).toEqual([{ address: 'j.huber@huber-verlag.example', name: 'Jürgen Huber' }])
    expect([subject, messageId, inReplyTo, date?.utc]).toEqual([
      'Frage zum Abo – eilt',
      'frage@huber-verlag.example',
      ['angebot-4711@sonnberg.example'],
      '2026-03-02T09:12:00.000Z',
    ])
    expect([text.trim().replace(/\r\n/g, '\n'), html.trim()]).toEqual([mail.text.trim(), mail.html])
    expect(attachments.map(({ filename }) => filename).sort()).toEqual([pdf.name, logo.name].sort())
    const bytes = attachments.find(({ filename }) => filename === pdf.name)?.content()
    expect([...bytes!]).toEqual([...pdf.bytes])
  })
  it('says that it is none, and brings no proof of its sender', () => {
    const names = read().headers.map(({ name }) => name)
    expect(names).toContain(rebuiltHeader.toLowerCase())
    expect(names.filter((name) => /dkim|authentication|arc-/.test(name))).toEqual([])
    expect(names.filter((name) => name === 'content-type' || name === 'mime-version')).toHaveLength(2)
    expect(read().headers.find(({ name }) => name === 'x-postakte-missing-file')?.value).toBe('Plan.dwg')
  })
  it('has the names of people from the fields, too', () => {
    const people = [
      { name: 'Huber, Anna', address: 'anna@huber-verlag.example' },
      { name: 'Ömer "Ömi" Özdemir', address: 'o@werk8.example' },
      { name: '', address: 'service@sonnberg.example' },
    ]
    const to = people.map(mailboxText).join(', ')
    const { to: found } = readMail(mimeOf({ ...mail, headers: [{ name: 'To', value: to }] }))
    expect(found).toEqual([people[0], { name: 'Ömer Ömi Özdemir', address: 'o@werk8.example' }, people[2]])
  })
  it('keeps any text, any bytes and any subject, whatever is in them', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 120 }).map((text) =>
      text
        .replace(/\p{C}|\p{Z}+/gu, ' ')
        .replace(/ +/g, ' ')
        .trim(),
    )
    fc.assert(
      fc.property(line, fc.uint8Array({ maxLength: 300 }), (text, bytes) => {
        const made = mimeOf({
          headers: [{ name: 'Subject', value: text.replace(/=\?/g, '') }],
          text,
          html: '',
          files: [{ ...pdf, bytes }],
          missing: [],
          by: 'Outlook',
        })
        const { subject, text: found, attachments } = readMail(made)
        expect(subject).toBe(text.replace(/=\?/g, '').trim())
        expect(found.trim()).toBe(text)
        expect([...attachments[0]!.content()]).toEqual([...bytes])
      }),
    )
  })
  it('has no header but those that it was given, whatever stands in a value', () => {
    const { headers } = readMail(mimeOf({ ...mail, headers: [{ name: 'Subject', value: 'Hallo\r\nBcc: fremd@example.org' }] }))
    expect(headers.map(({ name }) => name)).not.toContain('bcc')
  })
})
