import { createHash } from 'node:crypto'
import type { Db } from '@postakte/server/db/db'
import { readMail } from '@postakte/server/mail/read'
import type { Generated } from './generate/draft'

/** What was filed against what is true. */
export async function compare(db: Db, mails: readonly Generated[]): Promise<Record<string, string>> {
  const rows = await db.query<{ sha: string; number: string | null; casenumber: string | null; thread: string; mail: string }>(
    `select encode(s.sha256, 'hex') as sha, max(c.number) as number, max(k.number) as casenumber, max(m.thread_key) as thread, max(m.id)::text as mail
     from sightings s join mails m on m.id = s.mail_id left join filings f on f.mail_id = m.id left join contacts c on c.id = f.contact_id left join cases k on k.id = f.case_id where s.source = 'imap' group by s.sha256`,
  )
  const bySha = new Map(rows.map((row) => [row.sha, row]))
  const count = {
    duplicates: 0,
    duplicatesRight: 0,
    withContact: 0,
    contactRight: 0,
    contactWrong: 0,
    tagged: 0,
    taggedRight: 0,
    references: 0,
    referencesRight: 0,
    wrongMerges: 0,
  }
  const threads = new Map<string, string>()
  const seen = new Map<string, string>()
  const mailOf = new Map<string, string>()
  for (const { bytes, truth } of mails) {
    const row = bySha.get(createHash('sha256').update(bytes).digest('hex'))
    if (truth.number !== null) count.withContact++
    if (row?.number && row.number === truth.number) count.contactRight++
    else if (row?.number) count.contactWrong++
    if (truth.kind === 'tagged') {
      count.tagged++
      if (row?.casenumber === truth.caseNumber) count.taggedRight++
    }
    if (!row) continue
    const first = mailOf.get(truth.marker)
    if (first === undefined) mailOf.set(truth.marker, row.mail)
    else {
      count.duplicates++
      if (first === row.mail) count.duplicatesRight++
    }
    const before = seen.get(row.thread)
    if (before !== undefined && before !== truth.thread) count.wrongMerges++
    seen.set(row.thread, truth.thread)
    if (truth.kind === 'references') {
      count.references++
      if (threads.get(truth.thread) === row.thread) count.referencesRight++
    }
    if (truth.kind === 'outgoing') threads.set(truth.thread, row.thread)
  }
  return {
    mailsRead: `${rows.length} of ${new Set(mails.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))).size} different originals`,
    contactRight: `${count.contactRight}/${count.withContact}`,
    contactWrong: String(count.contactWrong),
    taggedReplies: `${count.taggedRight}/${count.tagged}`,
    byReferences: `${count.referencesRight}/${count.references}`,
    wrongMerges: String(count.wrongMerges),
    duplicatesOneMail: `${count.duplicatesRight}/${count.duplicates}`,
    differentMailsApart: `${new Set(mailOf.values()).size}/${mailOf.size}`,
    attachmentsFromStore: await attachmentsFromStore(db, mails),
  }
}

/** Files read out of the originals that the database keeps, byte for byte against the truth. */
async function attachmentsFromStore(db: Db, mails: readonly Generated[]): Promise<string> {
  let files = 0
  let right = 0
  for (const { bytes, truth } of mails.filter(({ truth: { attachments } }) => attachments.length > 0)) {
    const [row] = await db.query<{ bytes: Uint8Array }>('select bytes from originals where sha256 = $1', [
      createHash('sha256').update(bytes).digest(),
    ])
    const got = row
      ? readMail(row.bytes)
          .attachments.filter(({ contentType }) => contentType === 'application/pdf')
          .map((file) => sha256(file.content()))
      : []
    files += truth.attachments.length
    right += truth.attachments.filter((one, at) => got[at] === one).length
  }
  return `${right}/${files}`
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
