import { type Permission, permissions } from '@postakte/shared/model/permissions'
import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import { withDb } from '../db/with-db'
import { optionValue, optionValues } from '../options'
import { atTerminal, userNamed } from '../users/by-name'
import { permissionsOf } from '../users/read-users'
import { endToken, listTokens, makeToken } from './personal-tokens'

export const command: Command = {
  name: 'token',
  summary: { de: 'Zugriffstoken machen, zeigen und beenden', en: 'Makes, lists and ends access tokens' },
  usage: {
    de: `postakte token make LOGIN --name NAME --scope RECHT… [--days 90] [--json]\n  Das Token wird einmal gezeigt. Es darf nie mehr als sein Nutzer.\npostakte token list LOGIN [--json]\npostakte token end LOGIN NUMMER\nRechte: ${permissions.join(', ')}`,
    en: `postakte token make LOGIN --name NAME --scope PERMISSION… [--days 90] [--json]\n  The token is shown once. It may never do more than its user.\npostakte token list LOGIN [--json]\npostakte token end LOGIN NUMBER\nPermissions: ${permissions.join(', ')}`,
  },
  run: async ([verb = '', ...args], io) => {
    const act = verbs[verb]
    if (!act) throw new Problem('command-word', { given: verb, command: 'token' })
    return act(args, io)
  },
}

type Act = (args: readonly string[], io: CommandIo) => Promise<number>

const verbs: Readonly<Record<string, Act>> = {
  make: ([login = '', ...args], io) =>
    withDb(async (db) => {
      const userId = await userNamed(db, login)
      const user = { id: userId, permissions: new Set(await permissionsOf(db, userId)) }
      const wanted = { name: nameFrom(args), scopes: scopesFrom(args), days: daysFrom(args) }
      const made = await db.transaction((tx) => makeToken(tx, atTerminal, user, wanted))
      const facts = { login, name: made.name, token: made.token, until: made.expiresAt.slice(0, 10) }
      io.out(args.includes('--json') ? JSON.stringify(made) : fill(texts[io.language].people.tokenMade, facts))
      return 0
    }),
  list: ([login = '', ...args], io) =>
    withDb(async (db) => {
      const tokens = await listTokens(db, await userNamed(db, login))
      if (args.includes('--json')) io.out(JSON.stringify(tokens))
      else for (const token of tokens) io.out(lineText(token, io))
      return 0
    }),
  end: ([login = '', id = ''], io) =>
    withDb(async (db) => {
      const userId = await userNamed(db, login)
      const ended = /^[1-9]\d{0,17}$/.test(id) && (await db.transaction((tx) => endToken(tx, atTerminal, userId, id)))
      if (!ended) throw new Problem('token-unknown', { login, id })
      io.out(fill(texts[io.language].people.tokenEnded, { login, id }))
      return 0
    }),
}

const wrong = (name: string, given: string) => new Problem('option-wrong', { name, given, command: 'token' })

function nameFrom(args: readonly string[]): string {
  const name = optionValue(args, '--name')?.trim() ?? ''
  if (name === '' || name.length > 100) throw wrong('--name', name)
  return name
}

function scopesFrom(args: readonly string[]): Permission[] {
  const given = optionValues(args, '--scope')
  const unknown = given.find((one) => !(permissions as readonly string[]).includes(one))
  if (given.length === 0 || unknown !== undefined) throw wrong('--scope', unknown ?? '')
  return given as Permission[]
}

function daysFrom(args: readonly string[]): number {
  const days = Number(optionValue(args, '--days') ?? 90)
  if (!Number.isInteger(days) || days < 1 || days > 366) throw wrong('--days', String(optionValue(args, '--days')))
  return days
}

function lineText(
  { id, name, scopes, usedAt, expiresAt }: Awaited<ReturnType<typeof listTokens>>[number],
  { language }: CommandIo,
): string {
  const words = texts[language].people
  const used = usedAt === null ? words.neverUsed : fill(words.lastUsed, { at: usedAt.slice(0, 10) })
  return `${id.padEnd(6)} ${name.padEnd(24)} ${scopes.join(' ')} · ${used} · ${fill(words.until, { until: expiresAt.slice(0, 10) })}`
}
