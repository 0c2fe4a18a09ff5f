import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dovecotPath, leftOut, postgresBin } from '../testing/components'
import { startDovecot, type TestDovecot } from '../testing/dovecot'
import { startPostgres, type TestPostgres } from '../testing/postgres'

describe.skipIf(leftOut('postakte mailbox', 'Dovecot', dovecotPath()))('postakte mailbox', () => {
  let dovecot: TestDovecot
  let postgres: TestPostgres | null = null
  let settings: Record<string, string> = {}
  const data = mkdtempSync(join(tmpdir(), 'postakte-mailbox-'))
  beforeAll(async () => {
    dovecot = await startDovecot()
    // Each command opens the database anew, which takes the embedded one seconds.
    if (postgresBin()) postgres = await startPostgres()
    settings = postgres ? { DATABASE_URL: postgres.database('mailbox'), POSTAKTE_SECRET_KEY: 's'.repeat(32) } : { POSTAKTE_DATA: data }
  }, 60_000)
  afterAll(async () => {
    await dovecot?.stop()
    postgres?.stop()
    rmSync(data, { recursive: true, force: true })
  })

  const postakte = async (args: string, input = ''): Promise<{ code: number | null; said: string }> => {
    const env = { PATH: process.env.PATH, ...settings, POSTAKTE_LANGUAGE: 'de' }
    const child = spawn(process.execPath, [join(import.meta.dirname, '../dist/cli.js'), 'mailbox', ...args.split(' ')], { env })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    child.stdin.end(input)
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, said }
  }

  it('adds, changes and removes, and takes nothing that does not answer', { timeout: 240_000 }, async () => {
    const server = `--host 127.0.0.1 --port ${dovecot.port} --security none --login crm`
    expect((await postakte(`add crm ${server}`, 'falsch\n')).said).toContain('Prüfen Sie Benutzer und Kennwort')
    expect(await postakte(`add crm ${server}`, 'geheim\n')).toMatchObject({ code: 0, said: expect.stringContaining('in wenigen Sekunden') })
    expect((await postakte(`add crm ${server}`, 'geheim\n')).said).toContain('gibt es schon')
    expect(await postakte('change crm --interval 30 --afterwards move --move-to Abgelegt')).toMatchObject({ code: 0 })
    expect((await postakte('change crm --folder Gibtsnicht')).said).toContain('Gibtsnicht')
    expect((await postakte('change crm --password', 'falsch\n')).said).toContain('Prüfen Sie Benutzer und Kennwort')
    expect((await postakte('change crm --interval 1')).said).toContain('5 … 86400')
    expect((await postakte('change niemand --interval 30')).said).toContain('gibt es nicht')
    expect((await postakte('list')).said).toBe('crm  crm @ 127.0.0.1, INBOX: in Ordnung\n')
    expect((await postakte('remove crm')).code).toBe(0)
    expect((await postakte('list')).said).toBe('')
    expect((await postakte(`add crm ${server} --interval 30`, 'geheim\n')).code).toBe(0)
  })
})
