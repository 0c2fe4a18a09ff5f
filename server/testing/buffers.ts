import type { Actor, Db, Query } from '../db/db'

/**
 * Pages of tables and indexes that a piece of work's reading touches under the policies of that user, on PostgreSQL. Its plans
 * are made first; the least of some rounds counts, because others may write between.
 */
export async function buffersRead(db: Db, actor: Actor, work: (tx: Query) => Promise<unknown>): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < 8; round++) rounds.push(await db.as(actor, (tx) => buffersOnce(tx, work)))
  return Math.min(...rounds)
}

async function buffersOnce(tx: Query, work: (tx: Query) => Promise<unknown>): Promise<number> {
  const asked: { text: string; parameters: readonly unknown[] }[] = []
  await work({
    ...tx,
    query: (text, parameters = []) => {
      asked.push({ text, parameters })
      return tx.query(text, parameters)
    },
  })
  let buffers = 0
  for (const { text, parameters } of asked) {
    const [row] = await tx.query<{ 'QUERY PLAN': readonly { Plan: Record<string, number> }[] }>(
      `explain (analyze, buffers, format json) ${text}`,
      parameters,
    )
    const { Plan } = row!['QUERY PLAN'][0]!
    buffers += Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!
  }
  return buffers
}
