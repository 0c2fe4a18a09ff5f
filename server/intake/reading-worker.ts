import { parentPort, workerData } from 'node:worker_threads'
import { readMail } from '../mail/read'
import { isVariant } from './identity'
import { ownFromPlain } from './own'
import { read } from './reading'
import type { ReadResult, ThreadData, Work } from './reading-thread'

/** Reads mails in its own thread: a mail that loops or eats memory ends this thread, not the server. */
const data = workerData as ThreadData
const own = ownFromPlain(data.own)
const progress = new Int32Array(data.progress)

parentPort?.on('message', ({ mails, task }: Work) => {
  parentPort?.postMessage(task === 'read' ? mails.map(readOne) : [isVariant(readMail(mails[0]!), readMail(mails[1]!))])
})

function readOne(bytes: Uint8Array, at: number): ReadResult {
  Atomics.store(progress, 0, at)
  try {
    return { reading: read(bytes, own) }
  } catch (error) {
    return { error: String((error as Error).stack ?? error).slice(0, 2_000) }
  }
}
