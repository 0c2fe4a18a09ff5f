import { parentPort } from 'node:worker_threads'
import { showMail } from './show-mail'
import type { ShowingWork } from './showing-pool'

/** Shows mails in its own thread. What throws here ends the thread, and the mail is shown as text. */
parentPort?.on('message', ({ bytes, ...options }: ShowingWork) => {
  parentPort?.postMessage(showMail(bytes, options))
})
