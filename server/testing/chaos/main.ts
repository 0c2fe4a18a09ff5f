import { chaos } from './chaos'

/** `npm run chaos -- --seed 7 --minutes 30 [--bug move-before-commit|no-identity]` */
const value = (name: string, fallback: string) =>
  process.argv[process.argv.indexOf(`--${name}`) + 1 || Number.POSITIVE_INFINITY] ?? fallback
const given = (name: string, fallback: string) => (process.argv.includes(`--${name}`) ? value(name, fallback) : fallback)
const bug = given('bug', '')

const report = await chaos({
  seed: Number(given('seed', '1')),
  seconds: Number(given('minutes', '1')) * 60,
  ...(bug === 'move-before-commit' || bug === 'no-identity' ? { bug } : {}),
})
console.log(JSON.stringify(report, null, 2))
const wrong = [report.lost, report.double, report.forgotten, report.broken].flat().length + report.stuck
process.exitCode = wrong === 0 ? 0 : 1
