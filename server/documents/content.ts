import { type Language, texts } from '@postakte/shared/texts/texts'
import type { Db } from '../db/db'
import { notFound } from '../http/problem-with'
import { attachmentAnswer } from '../showing/attachment-headers'
import { rangeOf } from '../showing/range'
import { safeName } from '../showing/safe-name'
import { safeType } from '../showing/safe-type'
import type { Me } from '../users/me'
import { loadDocument } from './documents'

interface Asked {
  readonly id: string
  /** Which of its files; undefined: the newest. */
  readonly number: number | undefined
  readonly range: string | null
}

interface Kept {
  readonly fileName: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** The bytes, read as the owner once the caller saw the document under the policies. Saved by the browser, never shown. */
export async function documentContent(db: Db, me: Me, { id, number, range }: Asked, language: Language): Promise<Response> {
  const { file } = await db.as(me, (tx) => loadDocument(tx, me, id))
  const [kept] = await db.query<Kept>(
    `select file_name as "fileName", type, bytes from document_files where document_id = $1::text::bigint and number = $2`,
    [id, number ?? file.number],
  )
  if (!kept) throw notFound()
  return download(kept, range, language)
}

function download({ fileName, type, bytes }: Kept, asked: string | null, language: Language): Response {
  const range = rangeOf(asked, bytes.byteLength)
  const saved = { ...safeType(bytes, type, fileName), disposition: 'attachment' } as const
  const { status, headers } = attachmentAnswer(safeName(fileName, texts[language].showing.unnamed), saved, bytes.byteLength, range)
  const part = range.kind === 'part' ? bytes.subarray(range.first, range.last + 1) : range.kind === 'none' ? new Uint8Array() : bytes
  return new Response(Buffer.from(part), { status, headers })
}
