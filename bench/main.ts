import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { benchArrival } from './arrival'
import { benchIngest, benchIngestLarge } from './ingest'
import { lookupWithTable } from './lookup'
import { benchOutlook } from './outlook'
import { benchReading } from './reading'
import { benchSearch } from './search'
import { benchThunderbird } from './thunderbird'
import { writeMails } from './write-mails'

/** `npm run bench -- reading|ingest|ingest-large|arrival|lookup|search|thunderbird|outlook`: measures, prints, and appends to bench/report.md; `mails FOLDER` writes the mails. */
const number = (name: string, fallback: number) =>
  process.argv.includes(`--${name}`) ? Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) : fallback

const benches: Record<string, () => Promise<unknown>> = {
  reading: () => benchReading(number('mails', 2_000)),
  ingest: () =>
    benchIngest({
      mails: number('mails', 10_000),
      contacts: number('contacts', 100_000),
      rounds: number('rounds', 3),
      warm: number('warm', 0),
    }),
  'ingest-large': () =>
    benchIngestLarge({
      mails: number('mails', 10_000),
      contacts: number('contacts', 1_000_000),
      rounds: number('rounds', 1),
      before: number('before', 1_000_000),
    }),
  arrival: () => benchArrival(number('mails', 100), number('warm', 0)),
  lookup: () =>
    lookupWithTable({
      contacts: number('contacts', 1_000_000),
      activities: number('activities', 5_000_000),
      rounds: number('rounds', 3),
      seconds: number('seconds', 3),
      connections: [1, 16, 64],
      times: number('times', 50),
    }),
  outlook: () => benchOutlook({ mails: number('mails', 40), rounds: number('rounds', 9) }),
  thunderbird: () => benchThunderbird(number('mails', 40)),
  search: () => benchSearch({ contacts: number('contacts', 1_000_000), rounds: number('rounds', 20) }),
}

const name = process.argv[2] ?? ''
if (name === 'mails') {
  const folder = process.argv[3] ?? ''
  if (folder === '' || folder.startsWith('--')) {
    console.error('npm run bench -- mails FOLDER [--mails N] [--contacts N]')
    process.exit(2)
  }
  console.log(JSON.stringify(await writeMails(folder, number('mails', 1_000), number('contacts', 100_000))))
  process.exit(0)
}
const bench = benches[name]
if (!bench) {
  console.error(
    `npm run bench -- ${Object.keys(benches).join('|')} [--mails N] [--contacts N] [--activities N] [--rounds N] [--warm N] [--seconds N]`,
  )
  process.exit(2)
}
const loadBefore = loadavg()[0]!.toFixed(2)
const result = await bench()
const text = JSON.stringify(result, null, 2)
console.log(text)
const report = join(import.meta.dirname, 'report.md')
if (!existsSync(report)) writeFileSync(report, '# Figures\n\nWritten by `npm run bench`; ratios are taken within one run.\n')
appendFileSync(
  report,
  `\n## ${new Date().toISOString()} \`${process.env.BENCH_NODE_ARGS ? `BENCH_NODE_ARGS="${process.env.BENCH_NODE_ARGS}" ` : ''}npm run bench -- ${process.argv.slice(2).join(' ')}\`\n\n${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; load average before ${loadBefore}, after ${loadavg()[0]!.toFixed(2)} (the rest is what else ran)\n\n\`\`\`json\n${text}\n\`\`\`\n`,
)
process.exit(0)
