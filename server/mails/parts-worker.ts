import { parentPort, workerData } from 'node:worker_threads'
import type { Own } from '../intake/pipeline/decision'
import type { ThreadData } from '../threads/budgeted-thread'
import type { PartsWork } from './mail-reader'
import { partOf } from './parts'

/** Looks into mails in its own thread. What throws here ends the thread, and the caller hears that the mail cannot be read. */
const { data: own } = workerData as ThreadData<Own>

parentPort?.on('message', ({ bytes, handed, task }: PartsWork) => {
  parentPort?.postMessage(partOf(bytes, { ...own, handed }, task))
})
