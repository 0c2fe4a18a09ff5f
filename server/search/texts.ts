import type { ApiParts } from '../http/api/call'
import type { MailText } from '../intake/mail-text'
import { originalOf, originalsOf, type StoredMail } from '../mails/load'
import type { FoundRecord } from './records'

type Parts = Pick<ApiParts, 'db' | 'reader'>

/** Larger originals are not read for an excerpt: their preview stands in. A page of these is twenty megabytes. */
const largestForExcerpt = 1024 * 1024

/**
 * The texts in which the words of each record stand, the best first. A mail's is read out of its original, which the caller was
 * found to see. With `all` also out of large ones, one by one: a phrase may stand there.
 */
export async function textsOf(parts: Parts, records: readonly FoundRecord[], all: boolean): Promise<readonly (readonly string[])[]> {
  const ids = records.flatMap(({ hit }) => (hit.kind === 'mail' ? [hit.mail.id] : []))
  const stored = ids.length === 0 ? new Map<string, StoredMail>() : await originalsOf(parts.db, ids, largestForExcerpt)
  const texts = await Promise.all([...stored].map(async ([id, mail]) => [id, await textOf(parts, mail)] as const))
  const read = new Map(texts)
  if (all) for (const id of ids) if (!read.has(id)) read.set(id, await textOf(parts, await originalOf(parts.db, id)))
  return records.map((record) => textsOfOne(record, read))
}

function textsOfOne({ hit, text }: FoundRecord, read: ReadonlyMap<string, MailText | null>): readonly string[] {
  if (hit.kind !== 'mail') return [text ?? '']
  const mail = read.get(hit.mail.id) ?? null
  return mail === null ? [hit.mail.preview] : [mail.text, mail.names]
}

/** Null: it cannot be read within its budget. */
const textOf = (parts: Parts, mail: StoredMail): Promise<MailText | null> => parts.reader.text(mail).catch(() => null)
