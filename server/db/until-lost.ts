import type { Query, Sent } from './db'

/** As the driver names them. */
export const connectionError = (code: 'CONNECTION_CLOSED' | 'CONNECTION_ENDED') => Object.assign(new Error(`write ${code}`), { code })

/** Whether the connection of a transaction is still its own. */
export class Life {
  isOver = false

  /** What a statement failed with. */
  note(error: unknown): void {
    if (/^(?:CONNECTION_|ECONN|EPIPE)/.test(String((error as { code?: string }).code ?? ''))) this.isOver = true
  }
}

/**
 * What a transaction has of the driver is one of the pool's connections, which goes on with a new one when its own is lost: work that
 * has not heard of that yet would write there without a transaction. Here it is refused.
 */
export function until(life: Life, { copyOriginals, query, savepoint }: Query, sent: Sent): Query {
  const there = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (life.isOver) throw connectionError('CONNECTION_CLOSED')
    try {
      return await ask()
    } catch (error) {
      life.note(error)
      throw error
    }
  }
  const tx: Query = {
    query: (text, parameters) => there(() => query(text, parameters)),
    copyOriginals: (rows) => there(() => copyOriginals(rows)),
    send: (text, parameters) => sent.add(tx.query(text, parameters)),
    savepoint: (work) => savepoint((part) => work(until(life, part, sent))),
  }
  return tx
}
