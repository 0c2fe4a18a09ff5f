import { readdirSync, readFileSync } from 'node:fs'

const ticks = 100

/** CPU seconds (user and system, with ended children) of processes whose command matches, from /proc. */
export function cpuSeconds(matches: (command: string, pid: number) => boolean): number {
  let sum = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ')
      if (!matches(command, Number(name))) continue
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      sum += [11, 12, 13, 14].reduce((total, at) => total + Number(fields[at]), 0) / ticks
    } catch {
      // a process that ended meanwhile
    }
  }
  return sum
}
