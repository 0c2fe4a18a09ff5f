import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { postgresBin } from '@postakte/server/testing/components'

export interface Bench {
  readonly url: string
  readonly statement: string
  /** Null: as the owner of the tables, to whom no policy applies. */
  readonly role: 'postakte_api' | null
  readonly contacts: number
  readonly connections: number
  readonly seconds: number
}

/** Answers a second of the same statement with nothing but PostgreSQL, prepared, each time for another contact. */
export async function pgbench({ url, statement, role, contacts, connections, seconds }: Bench): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-pgbench-'))
  const script = join(folder, 'script.sql')
  writeFileSync(script, `\\set contact random(1, ${contacts})\n\\set firm :contact / 5\n${statement};\n`)
  const threads = Math.min(2, connections)
  try {
    const { stdout } = await promisify(execFile)(
      join(postgresBin()!, 'pgbench'),
      ['-n', '-M', 'prepared', '-c', String(connections), '-j', String(threads), '-T', String(seconds), '-f', script, url],
      { env: { PATH: process.env.PATH, PGOPTIONS: role === null ? '' : `-c role=${role}` } },
    )
    return Math.round(Number(/tps = ([\d.]+)/.exec(stdout)![1]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
