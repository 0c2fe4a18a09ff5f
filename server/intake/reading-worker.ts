import { parentPort, workerData } from 'node:worker_threads'
import { readMail } from '../mail/read'
import type { ThreadData } from '../threads/budgeted-thread'
import { hasSameHead, isVariant } from './identity'
import { textOfMail } from './mail-text'
import { ownFromPlain, type PlainOwn } from './own'
import type { Own } from './pipeline/decision'
import { read } from './reading'
import type { ReadingWork, ReadResult, TextResult } from './reading-work'

/** Reads mails in its own thread: a mail that loops or eats memory ends this thread, not the server. */
const { data, progress } = workerData as ThreadData<PlainOwn>
const own = ownFromPlain(data)
const ownOfHanded: Own = { ...own, handed: true }
const at = new Int32Array(progress)

parentPort?.on('message', (work: ReadingWork) => {
  parentPort?.postMessage(resultsOf(work))
})

function resultsOf({ mails, task }: ReadingWork): readonly unknown[] {
  switch (task) {
    case 'read':
      return mails.map((mail, index) => readOne(mail, index, own))
    case 'read-handed':
      return mails.map((mail, index) => readOne(mail, index, ownOfHanded))
    case 'words':
      return mails.map(wordsOfOne)
    case 'compare':
      return [isVariant(readMail(mails[0]!), readMail(mails[1]!))]
    case 'compare-heads':
      return [hasSameHead(readMail(mails[0]!), readMail(mails[1]!))]
    default:
      return task satisfies never
  }
}

function readOne(bytes: Uint8Array, index: number, own: Own): ReadResult {
  Atomics.store(at, 0, index)
  try {
    return { reading: read(bytes, own) }
  } catch (error) {
    return { error: String((error as Error).stack ?? error).slice(0, 2_000) }
  }
}

function wordsOfOne(bytes: Uint8Array, index: number): TextResult {
  Atomics.store(at, 0, index)
  try {
    return textOfMail(readMail(bytes), own)
  } catch {
    return null
  }
}
