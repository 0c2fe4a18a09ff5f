import { createInterface } from 'node:readline'
import { Problem } from '@postakte/shared/model/problem'
import { fill, problemText, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import { readConfig } from '../config'
import type { Db } from '../db/db'
import { openDb } from '../db/open'
import { optionValue } from '../options'
import { addMailbox, changeMailbox, keepRefreshToken, type Mailbox, type NewMailbox, openMailboxes, removeMailbox } from './mailboxes'
import { withRefreshToken } from './oauth'
import { tryMailbox } from './try-mailbox'

export const command: Command = {
  name: 'mailbox',
  summary: {
    de: 'Postfächer anlegen, ändern, zeigen, prüfen, entfernen',
    en: 'Adds, changes, lists, tests and removes mailboxes',
  },
  usage: {
    de: 'postakte mailbox add NAME --host H --login L [--port 993] [--security tls|starttls|none] [--folder INBOX] [--afterwards read|move|leave] [--move-to ORDNER] [--interval 60] [--oauth2]\n  Das Kennwort (bei --oauth2 das JSON aus docs/mailboxes.md) wird von der Standardeingabe gelesen.\npostakte mailbox change NAME [dieselben Angaben] [--password]\n  Was nicht genannt ist, bleibt; mit --password oder --oauth2 wird das Geheimnis neu gelesen.\npostakte mailbox list | test NAME | remove NAME',
    en: 'postakte mailbox add NAME --host H --login L [--port 993] [--security tls|starttls|none] [--folder INBOX] [--afterwards read|move|leave] [--move-to FOLDER] [--interval 60] [--oauth2]\n  The password (with --oauth2 the JSON of docs/mailboxes.md) is read from standard input.\npostakte mailbox change NAME [the same options] [--password]\n  What is not named stays; with --password or --oauth2 the secret is read anew.\npostakte mailbox list | test NAME | remove NAME',
  },
  async run([verb = '', name = '', ...rest], io) {
    const config = readConfig()
    const db = await openDb(config)
    try {
      if (verb === 'add') return await add(db, config.secretKey, name, rest, io)
      if (verb === 'change') return await change(db, config.secretKey, name, rest, io)
      if (verb === 'list') return await listMailboxes(db, io)
      if (verb === 'test') return await test(db, config.secretKey, name, io)
      if (verb === 'remove') await removeMailbox(db, name)
      else throw new Problem('no-file-named', { command: 'mailbox' })
      return 0
    } finally {
      await db.close()
    }
  },
}

async function add(db: Db, secretKey: string, name: string, args: readonly string[], io: CommandIo): Promise<number> {
  const mailbox = await mailboxFrom(name, args, io)
  await addMailbox(db, await tried(mailbox), secretKey)
  io.out(fill(texts[io.language].mailboxes.added, { name }))
  return 0
}

/** The mailbox, once it has answered, with the refresh token that it may have got in exchange. */
async function tried(mailbox: NewMailbox): Promise<NewMailbox> {
  let { secret } = mailbox
  await tryMailbox(mailbox, (refreshToken) => {
    secret = withRefreshToken(secret, refreshToken)
  })
  return { ...mailbox, secret }
}

/** What is not named stays as it is. */
async function change(db: Db, secretKey: string, name: string, args: readonly string[], io: CommandIo): Promise<number> {
  const mailbox = await mailboxFrom(name, args, io, await mailboxNamed(db, secretKey, name))
  await changeMailbox(db, await tried(mailbox), secretKey)
  io.out(fill(texts[io.language].mailboxes.changed, { name }))
  return 0
}

async function mailboxNamed(db: Db, secretKey: string, name: string): Promise<Mailbox> {
  const mailbox = (await openMailboxes(db, secretKey)).find((one) => one.name === name)
  if (!mailbox) throw new Problem('mailbox-unknown', { name })
  return mailbox
}

async function mailboxFrom(name: string, args: readonly string[], io: CommandIo, old?: Mailbox): Promise<NewMailbox> {
  const option = (key: string, fallback?: string): string => {
    const value = optionValue(args, `--${key}`) ?? fallback
    if (value === undefined || value === '') throw new Problem('mailbox-option', { name: `--${key}` })
    return value
  }
  const oneOf = <T extends string>(key: string, allowed: readonly T[], fallback: T): T => {
    const value = option(key, fallback)
    const found = allowed.find((one) => one === value)
    if (!found) throw new Problem('mailbox-option-wrong', { name: `--${key}`, value, allowed: allowed.join(', ') })
    return found
  }
  if (name === '' || name.startsWith('--')) throw new Problem('mailbox-option', { name: 'NAME' })
  const security = oneOf('security', ['tls', 'starttls', 'none'] as const, old?.security ?? 'tls')
  const afterwards = oneOf('afterwards', ['read', 'move', 'leave'] as const, old?.afterwards ?? 'read')
  const oauth2 = args.includes('--oauth2')
  const usualPort = security === 'tls' ? '993' : '143'
  return {
    name,
    host: option('host', old?.host),
    login: option('login', old?.login),
    port: whole('--port', option('port', old && old.security === security ? String(old.port) : usualPort), 1, 65_535),
    security,
    auth: oauth2 ? 'oauth2' : args.includes('--password') ? 'password' : (old?.auth ?? 'password'),
    folder: option('folder', old?.folder ?? 'INBOX'),
    afterwards,
    moveTo: afterwards === 'move' ? option('move-to', old?.moveTo ?? undefined) : null,
    intervalSeconds: whole('--interval', option('interval', String(old?.intervalSeconds ?? 60)), 5, 86_400),
    secret: old && !oauth2 && !args.includes('--password') ? old.secret : await firstLine(io),
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Problem('mailbox-option-wrong', { name, value: text, allowed: `${least} … ${most}` })
  return value
}

async function firstLine(io: CommandIo): Promise<string> {
  for await (const line of createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY })) return line
  throw new Problem('mailbox-option', { name: 'password (standard input)' })
}

async function test(db: Db, secretKey: string, name: string, io: CommandIo): Promise<number> {
  const mailbox = await mailboxNamed(db, secretKey, name)
  const folders = await tryMailbox(mailbox, (refreshToken) => keepRefreshToken(db, mailbox.id, refreshToken, secretKey))
  io.out(fill(texts[io.language].mailboxes.works, { name, folders: folders.join(', ') }))
  return 0
}

export async function listMailboxes(db: Db, io: Pick<CommandIo, 'out' | 'language'>): Promise<number> {
  const rows = await db.query<{
    name: string
    host: string
    login: string
    folder: string
    problem: { code: string; facts: Record<string, string> } | null
    left: number
    newestLeft: string | null
  }>(
    `select b.name, b.host, b.login, b.folder, b.problem, count(l.id)::int as left, to_char(max(l.received_at) at time zone 'UTC', 'YYYY-MM-DD') as "newestLeft"
     from mailboxes b left join left_mails l on l.mailbox_id = b.id where b.active group by b.id order by b.id`,
  )
  const words = texts[io.language].mailboxes
  for (const { name, host, login, folder, problem, left, newestLeft } of rows) {
    const state = problem ? problemText(new Problem(problem.code, problem.facts), io.language) : words.well
    const privateLeft = left === 0 ? '' : `; ${fill(words.privateLeft, { count: String(left), at: newestLeft! })}`
    io.out(`${name}  ${login} @ ${host}, ${folder}: ${state}${privateLeft}`)
  }
  return 0
}
