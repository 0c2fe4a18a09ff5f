import { wordsOf } from '@postakte/shared/model/search-text'
import type { Db, Query } from '../db/db'
import { json } from '../db/json'
import type { TextResult } from '../intake/reading-work'
import { keepPosition, moved, outlook, positionOf } from './position'

export interface IndexWords {
  readonly db: Db
  /** The words of each; null for one that cannot be read, undefined when the server stops. */
  readonly words: (mails: readonly Uint8Array[]) => Promise<readonly (TextResult | undefined)[]>
  readonly batch?: number
}

interface Waiting {
  readonly id: string
  readonly size: number
  readonly subject: string
  readonly sender: string
}

const lock = 7_072_015
const usualBatch = 50
/** The driver gives them as text of twice the length. */
const batchBytes = 2 * 1024 * 1024
/** Words of one mail that are kept; a letter has some hundred. */
const mostWords = 800

/**
 * Writes the words of one batch of mails that lack them, and says how many mails that were. One server at a time does it, in one
 * transaction: what a server that dies had begun, the next one begins anew. 0 when another is at it.
 */
export const indexWords = (index: IndexWords): Promise<number> =>
  index.db.transaction(async (tx) => {
    const [row] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [lock])
    return row!.mine ? indexIn(tx, index) : 0
  })

async function indexIn(tx: Query, { words, batch = usualBatch }: IndexWords): Promise<number> {
  const position = await positionOf(tx)
  const around = await outlook(tx, position)
  const [fresh, stale] = await Promise.all([withoutWords(tx, position.done, batch), withOldWords(tx, batch)])
  const taken = upToBytes(fresh)
  const all = [...taken, ...upToBytes(stale)]
  const texts = await words(await originals(tx, all))
  // The server stops: nothing is written, so that nothing counts as done.
  if (texts.some((one) => one === undefined)) return 0
  if (all.length > 0) await writeWords(tx, all, texts as readonly TextResult[])
  const complete = taken.length === fresh.length && fresh.length < batch
  await keepPosition(tx, position, moved(position, around, complete ? null : Number(taken.at(-1)!.id)))
  return all.length
}

const columns = `m.id::text as id, o.size, m.subject, concat_ws(' ', m.from_name, m.from_address) as sender`

const withoutWords = (tx: Query, after: number, most: number) =>
  tx.query<Waiting>(
    `select ${columns} from mails m join originals o on o.sha256 = m.sha256
     where m.id > $1::text::bigint and not exists (select from mail_words w where w.mail_id = m.id) order by m.id limit $2`,
    [String(after), most],
  )

/** What words-changed.ts marked. */
const withOldWords = (tx: Query, most: number) =>
  tx.query<Waiting>(
    `select ${columns} from mails m join originals o on o.sha256 = m.sha256
     where m.id in (select w.mail_id from mail_words w where w.at = '-infinity' order by w.at, w.mail_id limit $1)`,
    [most],
  )

/** At least one, and no more than memory holds. */
function upToBytes(waiting: readonly Waiting[]): readonly Waiting[] {
  let bytes = 0
  return waiting.filter(({ size }, at) => (bytes += size) <= batchBytes || at === 0)
}

async function originals(tx: Query, mails: readonly Waiting[]): Promise<Uint8Array[]> {
  if (mails.length === 0) return []
  const rows = await tx.query<{ id: string; bytes: Uint8Array }>(
    `select m.id::text as id, o.bytes from mails m join originals o on o.sha256 = m.sha256
     where m.id in (select one::bigint from jsonb_array_elements_text($1::text::jsonb) as one)`,
    [json(mails.map(({ id }) => id))],
  )
  const bytes = new Map(rows.map((row) => [row.id, row.bytes]))
  return mails.map(({ id }) => bytes.get(id)!)
}

const writeWords = (tx: Query, mails: readonly Waiting[], texts: readonly TextResult[]) =>
  tx.query(
    `insert into mail_words (mail_id, at, words)
     select m.id, coalesce(a.occurred_at, m.sent_at, m.received_at), 
       array_to_string(tsvector_to_array(marked(words_of(r.subject, r.language::regconfig)) || words_of(r.words, r.language::regconfig)), ' ')
     from jsonb_to_recordset($1::text::jsonb) as r(id bigint, subject text, words text, language text) join mails m on m.id = r.id left join activities a on a.mail_id = m.id
     on conflict (mail_id) do update set at = excluded.at, words = excluded.words`,
    [json(mails.map((mail, at) => ({ id: mail.id, ...keptWords(mail, texts[at] ?? null) })))],
  )

/** Each word once; a mail that cannot be read is found by its subject and sender. */
export function keptWords({ subject, sender }: Pick<Waiting, 'subject' | 'sender'>, text: TextResult) {
  const inSubject = new Set(wordsOf(subject))
  const inText = wordsOf(text?.text ?? '')
  const others = new Set([...wordsOf(`${sender}\n${text?.names ?? ''}`), ...inText].filter((word) => !inSubject.has(word)))
  return {
    subject: worthKeeping(inSubject),
    words: worthKeeping(others),
    language: languageOf(inText),
  }
}

/** Not single letters and small numbers, which a question passes over, too (words_query). */
const worthKeeping = (words: ReadonlySet<string>) =>
  [...words]
    .filter((word) => !/^(?:[a-zäöü]|\d{1,2})$/.test(word))
    .slice(0, mostWords)
    .join(' ')

const english = new Set('the and of to is are for with you your we our have this that will please not be it on'.split(' '))
const german = new Set('der die das und zu ist sind für mit sie ihr ihre wir unser haben nicht ein eine es auf den'.split(' '))

/** By its small words; German where they do not say. */
function languageOf(words: readonly string[]): 'german' | 'english' {
  const count = (small: ReadonlySet<string>) => words.filter((word) => small.has(word)).length
  return count(english) > count(german) ? 'english' : 'german'
}
