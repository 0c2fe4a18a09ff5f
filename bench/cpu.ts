import { readdirSync, readFileSync } from 'node:fs'

const ticks = 100

interface Running {
  readonly parent: number
  readonly seconds: number
}

/** CPU seconds (user and system, with ended children) of these processes and all below them, from /proc. */
export function cpuSeconds(roots: readonly number[]): number {
  const running = new Map(readdirSync('/proc').flatMap(runningOf))
  const isOurs = (pid: number): boolean => roots.includes(pid) || (running.has(pid) && isOurs(running.get(pid)!.parent))
  return [...running].reduce((sum, [pid, { seconds }]) => (isOurs(pid) ? sum + seconds : sum), 0)
}

function runningOf(name: string): [number, Running][] {
  if (!/^\d+$/.test(name)) return []
  const stat = statOf(name)
  if (stat === null) return []
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return [[Number(name), { parent: Number(fields[1]), seconds: [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / ticks }]]
}

/** Null: the process ended meanwhile. */
function statOf(name: string): string | null {
  try {
    return readFileSync(`/proc/${name}/stat`, 'latin1')
  } catch {
    return null
  }
}

/** The process with this parent whose command begins so. */
export function childOf(parent: number, command: string): number {
  const found = readdirSync('/proc')
    .flatMap(runningOf)
    .find(([pid, { parent: of }]) => of === parent && (statOf(String(pid)) ?? '').includes(`(${command}`))
  if (!found) throw new Error(`no ${command} runs`)
  return found[0]
}
