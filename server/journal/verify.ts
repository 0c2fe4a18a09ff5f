import type { Query } from '../db/db'
import { lastSealId, orphans, type SealedRow, sealedRowsUpTo, sealsUpTo, unsealedRows } from './chain'
import { FactsCheck } from './facts-check'
import type { Tell } from './finding'
import { LinkCheck } from './link-check'
import { ListCheck } from './list-check'
import { Peekable } from './peekable'
import { Strays } from './strays'
import { TimeCheck } from './time-check'

export interface Verification {
  readonly findings: number
  /** Sealed rows that were compared. */
  readonly rows: number
  readonly seals: number
  /** Rows whose facts were erased, as the journal itself says. */
  readonly erased: number
  readonly unsealed: number
  /** Since when the first unsealed row waits. */
  readonly unsealedSince: string | null
  /** Hash of the newest seal. */
  readonly head: string | null
  readonly headAt: string | null
}

export interface Watcher {
  readonly finding: Tell
  /** Now and then, with the number of rows done. */
  readonly progress: (rows: number) => void
}

/**
 * Walks the chain from its beginning and compares each row with what was sealed. Needs no transaction around it: sealed rows
 * change only by being erased, which is committed together with the row that says so. `head`: a hash kept elsewhere, that must
 * be in the chain.
 */
export async function verifyJournal(db: Query, head: string | null, watcher: Watcher): Promise<Verification> {
  let findings = 0
  const tell: Tell = (kind, facts) => {
    findings++
    watcher.finding(kind, facts)
  }
  const factsCheck = new FactsCheck(db, tell)
  const chain = await checkChain(db, head, factsCheck, { ...watcher, finding: tell })
  for await (const { id, sealId } of orphans(db)) tell('row-orphaned', { row: id, seal: String(sealId) })
  const unsealed = await checkUnsealed(db, factsCheck)
  await factsCheck.end()
  return { findings, ...chain, erased: factsCheck.erased, ...unsealed }
}

type Chain = Pick<Verification, 'rows' | 'seals' | 'head' | 'headAt'>

async function checkChain(db: Query, head: string | null, factsCheck: FactsCheck, { finding, progress }: Watcher): Promise<Chain> {
  const last = await lastSealId(db)
  const rows = new Peekable(sealedRowsUpTo(db, last))
  const links = new LinkCheck(finding, head)
  const strays = new Strays(db, finding)
  const times = new TimeCheck(finding)
  let count = 0
  for await (const seal of sealsUpTo(db, last)) {
    links.check(seal)
    const list = new ListCheck(seal, strays, finding)
    for await (const row of rowsOf(seal.id, rows)) {
      if (++count % 100_000 === 0) progress(count)
      if (!(await list.check(row))) continue
      times.check(row, seal)
      await factsCheck.check(row)
    }
    await list.end()
  }
  links.end()
  await strays.end()
  return { rows: count, ...links.summary() }
}

/** The next rows as long as they are of this seal; those of a seal that is missing are named by `orphans`. */
async function* rowsOf(seal: bigint, rows: Peekable<SealedRow>): AsyncGenerator<SealedRow> {
  for (let row = await rows.peek(); row && BigInt(row.sealId) <= seal; row = await rows.peek()) {
    rows.take()
    if (BigInt(row.sealId) === seal) yield row
  }
}

/** Nothing proves these yet but their own commitments. */
async function checkUnsealed(db: Query, factsCheck: FactsCheck): Promise<Pick<Verification, 'unsealed' | 'unsealedSince'>> {
  let unsealed = 0
  let unsealedSince: string | null = null
  for await (const row of unsealedRows(db)) {
    unsealed++
    unsealedSince ??= row.at
    await factsCheck.check(row)
  }
  return { unsealed, unsealedSince }
}
