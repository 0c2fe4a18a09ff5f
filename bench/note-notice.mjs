// Loaded into the server before it starts: notes when the IMAP server's EXISTS reaches it, as nanoseconds of the clock that all
// processes of this machine share. A line in between, or another client that is told, would add its own time.
import { writeSync } from 'node:fs'
import { Socket } from 'node:net'

const push = Socket.prototype.push
Socket.prototype.push = function (chunk, ...more) {
  if (chunk !== null && String(this.remotePort) === process.env.BENCH_IMAP_PORT && chunk.includes(' EXISTS'))
    writeSync(3, `${process.hrtime.bigint()}\n`)
  return push.call(this, chunk, ...more)
}
