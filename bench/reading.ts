import { createHash } from 'node:crypto'
import { readMail } from '@postakte/server/mail/read'
import PostalMime from 'postal-mime'
import type { Generated } from './generate/draft'
import { generateMails } from './generate/mails'
import { median } from './random'

/** Reading alone, beside postal-mime on the same mails, in alternating rounds. */
export async function benchReading(count = 2_000, rounds = 5) {
  const mails = [...generateMails(1, count, 100_000)]
  const check = correctness(mails)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await rate(mails, async (bytes) => void readAll(bytes)))
    theirs.push(await rate(mails, async (bytes) => void (await PostalMime.parse(bytes))))
  }
  return {
    mails: count,
    meanKb: Math.round(mails.reduce((sum, { bytes }) => sum + bytes.length, 0) / count / 102.4) / 10,
    oursPerSecond: Math.round(median(ours)),
    postalMimePerSecond: Math.round(median(theirs)),
    ratio: round2(median(ours.map((one, at) => one / theirs[at]!))),
    ...check,
  }
}

/** As much as the other does: text, html, all attachments decoded. */
function readAll(bytes: Uint8Array): number {
  const mail = readMail(bytes)
  return mail.text.length + mail.html.length + mail.attachments.reduce((sum, one) => sum + one.content().length, 0)
}

async function rate(mails: readonly Generated[], read: (bytes: Uint8Array) => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint()
  for (const { bytes } of mails) await read(bytes)
  return mails.length / (Number(process.hrtime.bigint() - start) / 1e9)
}

function correctness(mails: readonly Generated[]) {
  let markers = 0
  let files = 0
  let right = 0
  for (const { bytes, truth } of mails) {
    const mail = readMail(bytes)
    if (mail.text.replace(/\s+/g, ' ').includes(truth.marker)) markers++
    const got = mail.attachments
      .filter(({ contentType }) => contentType === 'application/pdf')
      .map((file) => createHash('sha256').update(file.content()).digest('hex'))
    files += truth.attachments.length
    right += truth.attachments.filter((one, at) => got[at] === one).length
  }
  return { euroSignsRight: `${markers}/${mails.length}`, attachmentsByteExact: `${right}/${files}` }
}

export const round2 = (value: number) => Math.round(value * 100) / 100
