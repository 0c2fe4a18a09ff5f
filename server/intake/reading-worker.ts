import { parentPort, workerData } from 'node:worker_threads'
import { ownFromPlain, type PlainOwn } from './own'
import { read } from './reading'

/** Reads mails in its own thread: a mail that loops or eats memory ends this thread, not the server. */
const own = ownFromPlain(workerData as PlainOwn)

parentPort?.on('message', (mails: readonly Uint8Array[]) => {
  parentPort?.postMessage({ readings: mails.map(readOne) })
})

function readOne(bytes: Uint8Array) {
  try {
    return { reading: read(bytes, own) }
  } catch (error) {
    return { error: String((error as Error).stack ?? error).slice(0, 2_000) }
  }
}
