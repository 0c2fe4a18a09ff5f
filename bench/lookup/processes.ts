import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Drive, Driven } from './driver'

export interface Running {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/** The server as it is shipped: built, with nothing set that a house would not set. */
export const startServer = (url: string): Promise<Running> =>
  running(
    spawn(process.execPath, [join(import.meta.dirname, '../../server/dist/main.js')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: url, POSTAKTE_SECRET_KEY: 'b'.repeat(40), POSTAKTE_PORT: '0' },
    }),
  )

export const startBare = (bytes: number): Promise<Running> =>
  running(
    spawn(process.execPath, [...typescript, join(import.meta.dirname, 'bare.ts'), String(bytes)], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )

export async function drive(asked: Drive): Promise<Driven> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...typescript,
    join(import.meta.dirname, 'driver.ts'),
    JSON.stringify(asked),
  ])
  return JSON.parse(stdout)
}

const typescript = ['--import', `file://${createRequire(import.meta.url).resolve('tsx')}`]

/** Once it has said its address. */
function running(child: ChildProcess): Promise<Running> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said}`)))
    child.stdout!.on('data', (bytes) => {
      said += bytes
      const port = /http:\/\/[^\s:]+:(\d+)/.exec(said)?.[1]
      if (port !== undefined) resolve({ port: Number(port), pid: child.pid!, stop: () => stopped(child) })
    })
  })
}

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit').once('exit', () => resolve())
    child.kill('SIGTERM')
  })
