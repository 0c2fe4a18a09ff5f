import { expect, it } from 'vitest'
import { defaultLimits } from '../limits'
import { readMail } from '../read'
import { text } from './frame'

const inBase64 = (mail: string) =>
  text(Buffer.from(mail).toString('base64'), 'message/rfc822; name="mail.eml"', 'Content-Transfer-Encoding: base64\r\n')

it('an attached mail that is larger than what may be decoded stays a file, and the mail is partly read', () => {
  const mail = readMail(Buffer.from(inBase64(inBase64(text('x'.repeat(1_000))))), {
    limits: { ...defaultLimits, attachedMailBytes: 2_000 },
  })
  expect(mail.partly).toEqual(['attached-mail-bytes'])
  expect(mail.root.children[0]?.contentType).toBe('message/rfc822')
  expect(mail.root.children[0]?.children).toEqual([])
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['mail.eml'])
  expect(Buffer.from(mail.root.children[0]!.decoded()).toString()).toContain('x'.repeat(1_000))
})
