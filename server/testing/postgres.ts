import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresBin } from './components'

/** A throw-away PostgreSQL from Debian's packages, with fsync on, on a port of its own. */
export interface TestPostgres {
  readonly url: string
  readonly folder: string
  /** A new database in it: empty, or a copy of another one. */
  database(name: string, copied?: string): string
  /** As a crash would: no shutdown, recovery from WAL. */
  crash(): void
  stop(): void
}

const asPostgres = (command: string, args: readonly string[]) =>
  process.getuid?.() === 0
    ? (['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args]] as const)
    : ([command, args] as const)

function run(command: string, args: readonly string[]): void {
  const [program, all] = asPostgres(command, args)
  execFileSync(program, [...all], { stdio: 'pipe', cwd: '/' })
}

export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const bin = postgresBin()
  if (!bin) throw new Error('no PostgreSQL 15 or later under /usr/lib/postgresql: apt-get install postgresql')
  const folder = mkdtempSync(join(tmpdir(), 'postakte-pg-'))
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder])
  const port = await freePort()
  const data = join(folder, 'data')
  run(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--encoding=UTF8', '--locale=C.UTF-8'])
  const options = [
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'shared_buffers=128MB',
    '-c',
    'max_wal_size=2GB',
    ...settings.flatMap((one) => ['-c', one]),
  ].join(' ')
  const control = (...args: string[]) => run(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), ...args])
  control('-o', options, 'start')
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`
  return {
    url: url('postgres'),
    folder,
    database: (name, copied = 'template1') => {
      run(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-T', copied, name])
      return url(name)
    },
    crash: () => {
      control('-m', 'immediate', 'stop')
      control('-o', options, 'start')
    },
    stop: () => {
      control('-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

export { spawn }
