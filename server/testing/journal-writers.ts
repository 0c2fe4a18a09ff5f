import { pino } from 'pino'
import type { Db } from '../db/db'
import { openPostgres } from '../db/postgres'
import { writeJournal } from '../journal/journal'
import { startSealer } from '../journal/sealer'

/**
 * A process for tests to kill: eight writers, each with a transaction at a time of one to three rows, every seventh rolled back,
 * and a sealer. Prints the record of each row that is committed. Arguments: database, transactions of each writer.
 */
async function main([url = '', each = '0']: readonly string[]): Promise<void> {
  const db = await openPostgres(url, { max: 10 })
  const sealer = startSealer({ db, log: pino({ level: 'error' }), everyMillis: 20 })
  await Promise.all(Array.from({ length: 8 }, (_, writer) => write(db, writer, Number(each))))
  await sealer.stop()
  await db.close()
}

async function write(db: Db, writer: number, each: number): Promise<void> {
  for (let nth = 0; nth < each; nth++) {
    const records = Array.from({ length: 1 + (nth % 3) }, (_, at) => `${writer}.${nth}.${at}`)
    const committed = await db
      .transaction(async (tx) => {
        for (const id of records) {
          await writeJournal(tx, [{ userId: writer, via: 'job', action: 'case.change', kind: 'case', recordId: id, facts: { nth } }])
          await new Promise((resolve) => setTimeout(resolve, (writer * 7 + nth) % 5))
        }
        if (nth % 7 === 6) throw new Error('rolled back')
        return true
      })
      .catch((error: Error) => error.message !== 'rolled back' && Promise.reject(error))
    if (committed) process.stdout.write(records.map((id) => `${id}\n`).join(''))
  }
}

await main(process.argv.slice(2))
