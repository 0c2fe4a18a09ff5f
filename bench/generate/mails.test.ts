import { createHash } from 'node:crypto'
import { readMail } from '@postakte/server/mail/read'
import { describe, expect, it } from 'vitest'
import { generateMails } from './mails'

describe('the generator of mails', () => {
  const hashOf = (seed: number) => {
    const hash = createHash('sha256')
    for (const { bytes } of generateMails(seed, 300, 1_000)) hash.update(bytes)
    return hash.digest('hex')
  }
  it('gives the same bytes for the same seed, and others for another', () => {
    expect(hashOf(1)).toBe(hashOf(1))
    expect(hashOf(1)).not.toBe(hashOf(2))
  })
  it('writes mails that are read with every € and every attachment as its truth says', () => {
    for (const { bytes, truth } of generateMails(3, 400, 1_000)) {
      const mail = readMail(bytes)
      expect(mail.text.replace(/\s+/g, ' ')).toContain(truth.marker)
      const files = mail.attachments.filter(({ contentType }) => contentType === 'application/pdf')
      expect(files.map((file) => createHash('sha256').update(file.content()).digest('hex'))).toEqual(truth.attachments)
    }
  })
})
