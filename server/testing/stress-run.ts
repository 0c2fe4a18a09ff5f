import { existsSync, readFileSync } from 'node:fs'
import { readMail } from '../mail/read'
import { understand } from '../mail/understand'

/** Reads the mail in a file and says what it cost; in a process of its own, with a heap limit, so that nothing else is counted. */
const [name = '', file = ''] = process.argv.slice(2)
const bytes = readFileSync(file)
const start = process.hrtime.bigint()
const mail = readMail(bytes)
const understanding = understand(mail)
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
console.log(
  JSON.stringify({
    name,
    milliseconds: Math.round(milliseconds),
    peakMb: peakMb(),
    partly: mail.partly,
    class: understanding.class,
  }),
)

/** Of this program alone: what the system counts for the process begins with the size of the one that started it. */
function peakMb(): number {
  const own = existsSync('/proc/self/status') ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1')) : null
  return Math.round((own ? Number(own[1]) : process.resourceUsage().maxRSS) / 1024)
}
