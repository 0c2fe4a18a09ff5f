import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from '../command'
import { openDb } from '../db/open'
import { isRight } from '../sign-in/passwords'
import { command as token } from '../sign-in/token.command'
import { leftOut, postgresBin } from '../testing/components'
import { startPostgres, type TestPostgres } from '../testing/postgres'
import { meOf } from './me'
import { command as team } from './team.command'
import { command as user } from './user.command'

const commands: Readonly<Record<string, Command>> = { user, team, token }

const places: readonly { name: string; env: () => Promise<Record<string, string>>; close: () => void }[] = [
  ...(() => {
    const folder = mkdtempSync(join(tmpdir(), 'postakte-users-'))
    return [
      {
        name: 'the embedded database',
        env: async () => ({ POSTAKTE_DATA: folder }),
        close: () => rmSync(folder, { recursive: true, force: true }),
      },
    ]
  })(),
  ...(leftOut('commands on PostgreSQL', 'PostgreSQL', postgresBin())
    ? []
    : (() => {
        let cluster: TestPostgres | null = null
        const env = async () => {
          cluster ??= await startPostgres()
          return { DATABASE_URL: cluster.database('users'), POSTAKTE_SECRET_KEY: 's'.repeat(32) }
        }
        return [{ name: 'PostgreSQL', env, close: () => cluster?.stop() }]
      })()),
]

describe.each(places)('postakte user, team and token on $name', { timeout: 240_000 }, ({ env, close }) => {
  const before = { ...process.env }
  let settings: Record<string, string>
  beforeAll(async () => {
    settings = await env()
    Object.assign(process.env, settings)
  })
  afterAll(() => {
    process.env = before
    close()
  })

  const postakte = async (line: readonly string[], language: 'de' | 'en' = 'de', input = ''): Promise<string> => {
    const said: string[] = []
    const [name = '', ...args] = line
    const io = { language, input: Readable.from([input]), out: (text: string) => said.push(text), err: (text: string) => said.push(text) }
    await commands[name]!.run(args, io).catch((problem: Problem) => said.push(problemText(problem, language)))
    return said.join('\n')
  }
  const words = (line: string, language: 'de' | 'en' = 'de', input = '') => postakte(line.split(' '), language, input)
  const hashOf = async (login: string): Promise<string | null> => {
    const db = await openDb({ NODE_ENV: 'test', POSTAKTE_DATA: settings.POSTAKTE_DATA ?? '', DATABASE_URL: settings.DATABASE_URL })
    const [row] = await db.query<{ hash: string | null }>('select password_hash as hash from users where login = $1', [login])
    await db.close()
    return row?.hash ?? null
  }

  it('explain themselves in both languages', () => {
    for (const { usage, summary } of Object.values(commands))
      for (const language of ['de', 'en'] as const) expect(usage[language] + summary[language]).toMatch(/postakte (?:user|team|token) list/)
  })
  it('begin with nobody, and make the first administrator, whose password is shown once', async () => {
    expect(await words('user list')).toBe('Es gibt noch keine Nutzer.')
    const said = await postakte(['user', 'add', 'Ada', '--name', 'Ada Brandt', '--address', 'A.Brandt@sonnberg.example', '--role', 'admin'])
    const password = /Anmeldung: ada {3}Kennwort: (\S+)/.exec(said)?.[1]
    expect(await isRight(await hashOf('ada'), password!)).toBe(true)
    expect(await words('user list')).toMatch(/^ada\s+Ada Brandt\s+Verwaltung$/)
    expect(await words('user list', 'en')).toMatch(/Administrator$/)
  })
  it('add somebody with teams, and somebody who signs in at the company’s service only', async () => {
    expect(await words('team add Vertrieb')).toBe('Das Team Vertrieb ist angelegt.')
    const added = JSON.parse(
      await postakte(['user', 'add', 'tim', '--name', 'Tim Vogel', '--role', 'agent', 'reader', '--team', 'vertrieb', '--json']),
    )
    expect(added).toEqual({ login: 'tim', name: 'Tim Vogel', password: expect.stringMatching(/^\S{19}$/) })
    expect(await postakte(['user', 'add', 'nora', '--name', 'Nora Stein', '--no-password'], 'en')).toBe(
      'Nora Stein is added and signs in as nora at the company’s service.',
    )
    expect(await hashOf('nora')).toBeNull()
    expect(JSON.parse(await words('user list --json'))[2]).toMatchObject({ login: 'tim', roles: ['reader', 'agent'], teams: ['Vertrieb'] })
  })
  it('name what they do not know', async () => {
    expect(await words('user add')).toContain('LOGIN fehlt oder ist falsch')
    expect(await words('user add x')).toContain('--name fehlt oder ist falsch')
    expect(await postakte(['user', 'add', 'x', '--name', 'X', '--role', 'chef'])).toContain(
      'Eine Rolle „chef“ gibt es nicht. Es gibt: reader, agent',
    )
    expect(await postakte(['user', 'add', 'x', '--name', 'X', '--team', 'Lager'], 'en')).toContain(
      'There is no team “Lager”. There are: Vertrieb',
    )
    expect(await postakte(['user', 'add', 'tim', '--name', 'Tim'])).toContain('Die Anmeldung „tim“ hat schon jemand')
    expect(await postakte(['user', 'add', 'x', '--name', 'X', '--address', 'nirgends'])).toContain('--address')
    expect(await words('user password niemand')).toContain('Einen Nutzer „niemand“ gibt es nicht')
    expect(await words('user frobnicate')).toContain('„frobnicate“ kennt der Befehl nicht')
    expect(JSON.parse(await words('user list --json'))).toHaveLength(3)
  })
  it('keep somebody who can manage users', async () => {
    expect(await words('user deactivate ada')).toContain('könnte niemand mehr Nutzer verwalten')
    expect(await words('user role ada reader')).toContain('könnte niemand mehr Nutzer verwalten')
    expect(await words('user role tim admin')).toBe('tim hat jetzt diese Rollen: admin.')
    expect(await words('user role ada agent privacy')).toBe('ada hat jetzt diese Rollen: agent, privacy.')
    expect(await words('user role ada admin')).toContain('admin')
    expect(await words('user deactivate tim')).toContain('keinen Zugang mehr')
    expect(await words('user list')).toMatch(/tim .* ohne Zugang/)
    expect(await words('user reactivate tim')).toContain('hat wieder Zugang')
  })
  it('give a new password, made or read, and end what was signed in with the old one', async () => {
    const made = /Kennwort für tim: (\S+)/.exec(await words('user password tim'))?.[1]
    expect(await isRight(await hashOf('tim'), made!)).toBe(true)
    expect(await postakte(['user', 'password', 'tim', '--stdin'], 'de', 'drei Birnen im Regen\n')).toContain(
      'Das Kennwort von tim ist geändert',
    )
    expect(await isRight(await hashOf('tim'), 'drei Birnen im Regen')).toBe(true)
    expect(await postakte(['user', 'password', 'tim', '--stdin'], 'de', 'kurz\n')).toContain('zu leicht zu erraten')
  })
  it('put tags of cases into the subjects that a team sends, and leave them out again', async () => {
    expect(await words('team tag Vertrieb')).toBe(
      'Was zu Vorgängen von Vertrieb gesendet wird, bekommt jetzt deren Kennung in den Betreff.',
    )
    expect(await words('team list')).toMatch(/^Vertrieb\s+tim · Kennung im Betreff$/)
    expect(JSON.parse(await words('team list --json'))).toMatchObject([{ name: 'Vertrieb', tagSubjects: true }])
    expect(await words('team tag Vertrieb --remove')).toBe('Betreffe bleiben bei Vertrieb, wie sie geschrieben sind.')
    expect(JSON.parse(await words('team list --json'))).toMatchObject([{ name: 'Vertrieb', tagSubjects: false }])
    expect(await words('team tag Lager')).toContain('Ein Team „Lager“ gibt es nicht')
  })
  it('close and open teams, and change their members', async () => {
    expect(await words('team member Vertrieb ada')).toBe('ada gehört jetzt zum Team Vertrieb.')
    expect(await words('team close Vertrieb')).toContain('nur noch seine Mitglieder')
    expect(await words('team list')).toMatch(/^Vertrieb\s+ada, tim · geschlossen$/)
    expect(await words('team open Vertrieb')).toContain('sehen jetzt alle')
    expect(await words('team member Vertrieb ada --remove')).toContain('nicht mehr')
    expect(JSON.parse(await words('team list --json'))).toEqual([
      { name: 'Vertrieb', closed: false, onReply: 'reopen', reopenDays: null, tagSubjects: false, members: ['tim'] },
    ])
    expect(await words('team member Lager ada')).toContain('Ein Team „Lager“ gibt es nicht')
    expect(await words('team add Vertrieb')).toContain('gibt es schon')
    expect(await words('team add')).toContain('TEAM fehlt')
  })
  it('make, list and end tokens that carry no more than their user has', async () => {
    const made = JSON.parse(await words('token make tim --name Abgleich --scope contacts.read mails.read --days 30 --json'))
    expect(made).toMatchObject({
      name: 'Abgleich',
      scopes: ['contacts.read', 'mails.read'],
      token: expect.stringMatching(/^pp_[\w-]{43}$/),
    })
    expect(await words('token make nora --name x --scope contacts.read')).toContain('contacts.read')
    expect(await words('token make tim --name x --scope alles')).toContain('--scope fehlt oder ist falsch („alles“)')
    expect(await words('token make tim --name x --scope contacts.read --days 400')).toContain('--days')
    expect(await words('token make tim --scope contacts.read')).toContain('--name')
    expect(await words('token list tim')).toMatch(/Abgleich\s+contacts\.read mails\.read · nie benutzt · gültig bis \d{4}-/)
    expect(await words('token list tim --json')).not.toContain(made.token)
    const db = await openDb({ NODE_ENV: 'test', POSTAKTE_DATA: settings.POSTAKTE_DATA ?? '', DATABASE_URL: settings.DATABASE_URL })
    expect([...(await meOf(db, made.token))!.permissions]).toEqual(['contacts.read', 'mails.read'])
    await db.close()
    expect(await words(`token end nora ${made.id}`)).toContain('Ein Zugriffstoken mit der Nummer')
    expect(await words(`token end tim ${made.id}`)).toContain('ist beendet')
    expect(await words('token end tim x')).toContain('Ein Zugriffstoken mit der Nummer')
    expect(await words('token list tim')).toBe('')
    await words('token make tim --name y --scope contacts.read')
    expect(await words('user end-sessions tim')).toBe('1 Sitzungen und Token von tim sind beendet.')
  })
})
