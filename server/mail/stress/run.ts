import { readMail } from '../read'
import { understand } from '../understand'
import { stressCases } from './cases'

/** Reads one stress case and says what it cost; run in a process of its own, with a heap limit, by the test and by hand. */
const name = process.argv[2] ?? ''
const bytes = Buffer.from(stressCases[name]!(), 'latin1')
const start = process.hrtime.bigint()
const mail = readMail(bytes)
const understanding = understand(mail)
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
console.log(
  JSON.stringify({
    name,
    milliseconds: Math.round(milliseconds),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    partly: mail.partly,
    class: understanding.class,
  }),
)
