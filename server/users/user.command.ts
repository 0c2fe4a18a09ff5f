import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import { withDb } from '../db/with-db'
import { optionValue, optionValues, plainWords } from '../options'
import { addUser, endSessionsOf, giveAccessBack, givePassword, setRolesByName, takeAccess, type UserLine, userLines } from './by-name'

export const command: Command = {
  name: 'user',
  summary: {
    de: 'Nutzer zeigen, anlegen, Rollen und Kennwort geben, Zugang nehmen',
    en: 'Lists and adds users, gives roles and passwords, takes access',
  },
  usage: {
    de: 'postakte user list [--json]\npostakte user add LOGIN --name "Vorname Nachname" [--address A] [--role ROLLE]… [--team TEAM]… [--no-password] [--json]\n  Ein Kennwort wird gemacht und einmal gezeigt; mit --no-password meldet sich der Nutzer nur beim Dienst der Firma an.\npostakte user role LOGIN ROLLE…\n  Genau diese Rollen: reader, agent, lead, admin, privacy, service, oder eigene.\npostakte user password LOGIN [--stdin]\n  Macht ein neues Kennwort und zeigt es einmal; mit --stdin wird es von der Standardeingabe gelesen.\npostakte user deactivate LOGIN | reactivate LOGIN | end-sessions LOGIN',
    en: 'postakte user list [--json]\npostakte user add LOGIN --name "First Last" [--address A] [--role ROLE]… [--team TEAM]… [--no-password] [--json]\n  A password is made and shown once; with --no-password the user signs in at the company’s service only.\npostakte user role LOGIN ROLE…\n  Exactly these roles: reader, agent, lead, admin, privacy, service, or your own.\npostakte user password LOGIN [--stdin]\n  Makes a new password and shows it once; with --stdin it is read from standard input.\npostakte user deactivate LOGIN | reactivate LOGIN | end-sessions LOGIN',
  },
  run: async ([verb = '', ...args], io) => {
    const act = verbs[verb]
    if (!act) throw new Problem('command-word', { given: verb, command: 'user' })
    return act(args, io)
  },
}

type Act = (args: readonly string[], io: CommandIo) => Promise<number>
const say = (
  io: CommandIo,
  key: 'rolesSet' | 'deactivated' | 'reactivated' | 'sessionsEnded' | 'passwordSet',
  facts: Record<string, string>,
) => io.out(fill(texts[io.language].people[key], facts))

const verbs: Readonly<Record<string, Act>> = {
  list: (args, io) =>
    withDb(async (db) => {
      const lines = await userLines(db)
      if (args.includes('--json')) io.out(JSON.stringify(lines))
      else for (const line of lines.length === 0 ? [texts[io.language].people.noUsers] : lines.map((one) => lineText(one, io))) io.out(line)
      return 0
    }),
  add: ([login = '', ...args], io) =>
    withDb(async (db) => {
      const added = await addUser(db, {
        login,
        name: optionValue(args, '--name') ?? '',
        address: optionValue(args, '--address') ?? null,
        roles: optionValues(args, '--role'),
        teams: optionValues(args, '--team'),
        withPassword: !args.includes('--no-password'),
      })
      const words = texts[io.language].people
      const { password } = added
      if (args.includes('--json')) io.out(JSON.stringify(added))
      else io.out(password === null ? fill(words.addedWithout, { ...added, password: '' }) : fill(words.added, { ...added, password }))
      return 0
    }),
  role: ([login = '', ...roles], io) =>
    withDb(async (db) => {
      await setRolesByName(db, login, plainWords(roles))
      say(io, 'rolesSet', { login, roles: plainWords(roles).join(', ') || texts[io.language].people.none })
      return 0
    }),
  password: ([login = '', ...args], io) =>
    withDb(async (db) => {
      const given = args.includes('--stdin') ? await firstLine(io) : null
      const password = await givePassword(db, login, given)
      if (given === null) io.out(fill(texts[io.language].people.newPassword, { login, password }))
      else say(io, 'passwordSet', { login })
      return 0
    }),
  deactivate: ([login = ''], io) =>
    withDb(async (db) => {
      await takeAccess(db, login)
      say(io, 'deactivated', { login })
      return 0
    }),
  reactivate: ([login = ''], io) =>
    withDb(async (db) => {
      await giveAccessBack(db, login)
      say(io, 'reactivated', { login })
      return 0
    }),
  'end-sessions': ([login = ''], io) =>
    withDb(async (db) => {
      say(io, 'sessionsEnded', { login, count: String(await endSessionsOf(db, login)) })
      return 0
    }),
}

function lineText({ login, name, roles, teams, active, absentUntil }: UserLine, { language }: CommandIo): string {
  const words = texts[language].people
  const shown = (role: string) => (words.roles as Readonly<Record<string, string>>)[role] ?? role
  const remarks = [...(active ? [] : [words.inactive]), ...(absentUntil ? [fill(words.absent, { until: absentUntil })] : [])]
  const rest = [roles.map(shown).join(', ') || words.none, teams.join(', '), ...remarks].filter((one) => one !== '')
  return `${login.padEnd(16)} ${name.padEnd(24)} ${rest.join(' · ')}`
}

async function firstLine({ input }: CommandIo): Promise<string> {
  let text = ''
  for await (const chunk of input) text += chunk
  return text.split(/\r?\n/)[0]!
}
