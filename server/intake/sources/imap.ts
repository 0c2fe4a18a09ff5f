import { Problem } from '@postakte/shared/model/problem'
import { ImapFlow } from 'imapflow'
import type { Logger } from 'pino'
import type { Db } from '../../db/db'
import { cursorOf, keptUids, type Mailbox, moveCursor, noteMailbox } from '../../mailboxes/mailboxes'
import { accessToken } from '../../mailboxes/oauth'
import type { Arrival, Receive } from '../arrival'
import { mailboxProblem } from './imap-problem'

export interface ImapSourceOptions {
  readonly mailbox: Mailbox
  readonly db: Db
  readonly receive: Receive
  readonly log: Logger
  /** A larger mail is not fetched; it stays where it is and the mailbox says so. */
  readonly maxBytes: number
  /** Fault points of the chaos test (config.ts). */
  readonly faults?: readonly string[]
}

/** Bytes and mails of one group: fetched, kept in one transaction, then marked or moved. */
const groupBytes = 4 * 1024 * 1024
const groupMails = 200
/** The whole folder is looked through this often, whatever the cursor says. */
const sweepMillis = 10 * 60_000
const longestWaitMillis = 60_000
/** A refused login is not tried so often that the server locks the account (reliability A39). */
const longestLoginWaitMillis = 5 * 60_000

interface Listed {
  readonly uid: number
  readonly size: number
}

/** Takes one IMAP folder in: by cursor (UIDVALIDITY and UID) and by sweep, pushed by IDLE, polled besides. Never "unseen only". */
export class ImapSource {
  private readonly options: ImapSourceOptions
  private client: ImapFlow | null = null
  private stopped = false
  private wakeUp: (() => void) | null = null
  private rung = false
  private ended: Promise<void> | null = null
  private sweptAt = 0
  /** Mails over the limit, as the newest sweep and the passes since found them. */
  private tooLarge: readonly Listed[] = []

  constructor(options: ImapSourceOptions) {
    this.options = options
  }

  start(): void {
    this.ended = this.run()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.ring()
    this.client?.close()
    await this.ended
  }

  private ring(): void {
    this.rung = true
    this.wakeUp?.()
  }

  /** Connects again after every failure, waiting longer each time; what is wrong stands with the mailbox. */
  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped; ) {
      try {
        await this.session(() => {
          failures = 0
        })
      } catch (error) {
        failures++
        await this.failed(error, failures)
      }
    }
  }

  private async failed(error: unknown, failures: number): Promise<void> {
    if (this.stopped) return
    this.rung = false
    const problem = mailboxProblem(error, this.options.mailbox)
    this.options.log.warn({ mailbox: this.options.mailbox.name, code: problem.code, reason: problem.facts.reason }, 'mailbox failed')
    await noteMailbox(this.options.db, this.options.mailbox.id, problem).catch(() => {})
    const longest = /^mailbox-(?:login|oauth)/.test(problem.code) ? longestLoginWaitMillis : longestWaitMillis
    await this.wait(Math.min(longest, 500 * 2 ** failures))
  }

  private async session(worked: () => void): Promise<void> {
    const client = await connect(this.options.mailbox)
    this.client = client
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject)
      client.on('close', () => reject(new Error('connection closed')))
    })
    broken.catch(() => {})
    client.on('exists', () => this.ring())
    try {
      while (!this.stopped) {
        this.rung = false
        await Promise.race([this.pull(client), broken])
        worked()
        await noteMailbox(this.options.db, this.options.mailbox.id, this.notice())
        if (!this.rung) void client.idle().catch(() => {})
        await Promise.race([this.wait(this.options.mailbox.intervalSeconds * 1_000), broken])
      }
    } finally {
      this.client = null
      client.close()
    }
  }

  private async wait(millis: number): Promise<void> {
    if (this.rung || this.stopped) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, millis)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wakeUp = null
  }

  /** One pass: list what is new (or all), fetch what is not kept, keep it, then mark or move it, then move the cursor. */
  private async pull(client: ImapFlow): Promise<void> {
    const { mailbox, db } = this.options
    const open = await client.mailboxOpen(mailbox.folder)
    const uidValidity = open.uidValidity
    const cursor = await cursorOf(db, mailbox.id, mailbox.folder)
    const sweep = !cursor || cursor.uidValidity !== uidValidity || Date.now() - this.sweptAt > sweepMillis
    const listed = await list(client, sweep ? 1 : Number(cursor.uid) + 1)
    const tooLarge = listed.filter(({ size }) => size > this.options.maxBytes)
    const seenTo = cursor?.uidValidity === uidValidity ? Number(cursor.uid) : 0
    for (let at = 0; at < listed.length; at += 1_000) await this.takeIn(client, uidValidity, listed.slice(at, at + 1_000), seenTo)
    this.tooLarge = sweep ? tooLarge : [...this.tooLarge, ...tooLarge]
    if (sweep) this.sweptAt = Date.now()
  }

  /** What an admin should know although all others are taken in. */
  private notice(): Problem | null {
    if (this.tooLarge.length === 0) return null
    return new Problem('mailbox-mail-too-large', {
      name: this.options.mailbox.name,
      count: String(this.tooLarge.length),
      limit: String(Math.round(this.options.maxBytes / 1_048_576)),
      reason: `UID ${this.tooLarge[0]!.uid}`,
    })
  }

  private async takeIn(client: ImapFlow, uidValidity: bigint, listed: readonly Listed[], seenTo: number): Promise<void> {
    const { mailbox, db, maxBytes } = this.options
    const kept = await keptUids(db, mailbox, uidValidity, listed)
    const isLeft = ({ uid }: Listed) => kept.has(uid) && uid > seenTo
    await this.afterwards(client, listed.filter(isLeft).map(uidOf))
    const isNew = ({ uid }: Listed) => !kept.has(uid) || (mailbox.afterwards === 'move' && uid <= seenTo)
    const fetched = await this.fetchAndKeep(
      client,
      uidValidity,
      listed.filter((one) => one.size <= maxBytes && isNew(one)),
    )
    await this.afterwards(client, fetched)
    const last = listed.at(-1)
    if (last) await moveCursor(db, mailbox.id, mailbox.folder, { uidValidity, uid: BigInt(last.uid) })
  }

  /** Fetches the next group while the one before is being kept. Gives the UIDs that really came; all of them are kept then. */
  private async fetchAndKeep(client: ImapFlow, uidValidity: bigint, wanted: readonly Listed[]): Promise<number[]> {
    const early = this.options.faults?.includes('move-before-commit')
    const fetched: number[] = []
    let keeping: Promise<void> = Promise.resolve()
    for (const group of groups(wanted)) {
      const arrivals = await this.fetchGroup(client, uidValidity, group)
      if (!early) await keeping
      keeping = this.keep(arrivals)
      keeping.catch(() => {})
      fetched.push(...arrivals.map(({ uid }) => Number(uid)))
    }
    if (!early) await keeping
    return fetched
  }

  private async keep(arrivals: readonly Arrival[]): Promise<void> {
    if (this.options.faults?.includes('move-before-commit')) await this.lateBug()
    await this.options.receive(arrivals)
  }

  /** The deliberate bug: half a second passes before the mail is kept, and the move does not wait for it. */
  private lateBug(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 500))
  }

  /** A literal that was cut short is not kept: its length must be what the server said (reliability A07). */
  private async fetchGroup(client: ImapFlow, uidValidity: bigint, group: readonly Listed[]): Promise<Arrival[]> {
    const { mailbox } = this.options
    const asked = new Set(group.map(uidOf))
    const arrivals: Arrival[] = []
    for await (const message of client.fetch(
      [...asked].join(','),
      { uid: true, size: true, internalDate: true, source: true },
      { uid: true },
    )) {
      if (!message.source || !asked.has(message.uid)) continue
      if (message.size !== undefined && message.source.length !== message.size)
        throw new Error(`mail ${message.uid} came with ${message.source.length} of ${message.size} bytes`)
      arrivals.push({
        source: 'imap',
        mailboxId: mailbox.id,
        folder: mailbox.folder,
        uidValidity,
        uid: BigInt(message.uid),
        receivedAt: dateOf(message.internalDate),
        bytes: message.source,
      })
    }
    return arrivals
  }

  /** Only what is safely kept is touched on the IMAP server, and only those UIDs. */
  private async afterwards(client: ImapFlow, uids: readonly number[]): Promise<void> {
    if (uids.length === 0) return
    const { mailbox } = this.options
    const range = uids.join(',')
    if (mailbox.afterwards === 'read') await client.messageFlagsAdd(range, ['\\Seen'], { uid: true })
    if (mailbox.afterwards === 'move' && mailbox.moveTo !== null) await moveMails(client, range, mailbox.moveTo)
    if (this.options.faults?.includes('after-afterwards')) process.kill(process.pid, 'SIGKILL')
  }
}

function dateOf(date: Date | string | undefined): Date {
  const parsed = date === undefined ? new Date() : new Date(date)
  return Number.isNaN(parsed.getTime()) ? new Date() : parsed
}

const uidOf = ({ uid }: Listed) => uid

/** Without MOVE and UIDPLUS a server can only expunge all that is marked as deleted, also by others: then we move nothing (A15). */
async function moveMails(client: ImapFlow, range: string, target: string): Promise<void> {
  if (!client.capabilities.has('MOVE') && !client.capabilities.has('UIDPLUS')) throw new Problem('mailbox-cannot-move', { target })
  const moved = await client.messageMove(range, target, { uid: true })
  if (moved) return
  await client.mailboxCreate(target)
  if (!(await client.messageMove(range, target, { uid: true }))) throw new Problem('mailbox-move', { target, reason: 'MOVE' })
}

/** UIDs from `from` on with their sizes. `n:*` also gives the last mail when there is none from n on. */
async function list(client: ImapFlow, from: number): Promise<Listed[]> {
  const listed: Listed[] = []
  for await (const { uid, size } of client.fetch(`${from}:*`, { uid: true, size: true }, { uid: true }))
    if (uid >= from) listed.push({ uid, size: size ?? 0 })
  return listed.sort((one, other) => one.uid - other.uid)
}

function* groups(listed: readonly Listed[]): Generator<readonly Listed[]> {
  let group: Listed[] = []
  let bytes = 0
  for (const one of listed) {
    if (group.length > 0 && (bytes + one.size > groupBytes || group.length >= groupMails)) {
      yield group
      group = []
      bytes = 0
    }
    group.push(one)
    bytes += one.size
  }
  if (group.length > 0) yield group
}

/** Opens a connection; `none` is for loopback only. */
export async function connect(mailbox: Omit<Mailbox, 'id'>): Promise<ImapFlow> {
  if (mailbox.security === 'none' && !/^(?:127\.\d+\.\d+\.\d+|localhost|::1)$/.test(mailbox.host))
    throw new Problem('mailbox-not-encrypted', { name: mailbox.name, host: mailbox.host })
  const auth =
    mailbox.auth === 'oauth2'
      ? { user: mailbox.login, accessToken: await accessToken(mailbox.secret) }
      : { user: mailbox.login, pass: mailbox.secret }
  const client = new ImapFlow({
    host: mailbox.host,
    port: mailbox.port,
    secure: mailbox.security === 'tls',
    ...(mailbox.security === 'tls' ? {} : { doSTARTTLS: mailbox.security === 'starttls' }),
    auth,
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 10_000,
    socketTimeout: 120_000,
    maxIdleTime: 5 * 60_000,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}
