import { heartbeatSeconds } from '@postakte/shared/api/live-event'
import { Problem } from '@postakte/shared/model/problem'
import type { Logger } from 'pino'
import type { Db } from '../db/db'
import { Loop } from '../jobs/loop'
import { can } from '../rights/can'
import type { Me } from '../users/me'
import { mesOf } from '../users/mes'
import { change } from './frames'
import { type EventsStanding, eventsAfter, eventsStanding, type KeptEvent } from './kept'
import { onNews } from './news'
import { EventStream } from './stream'
import type { Wanted } from './wanted'

export interface LiveOptions {
  readonly db: Db
  readonly log: Logger
  /** Looks for events that no NOTIFY told of. */
  readonly everyMillis?: number
  /** Rights older than that are read again before anything is handed over; those of idle streams, too. */
  readonly rightsMillis?: number
  readonly heartbeatMillis?: number
  readonly mostStreamsOfUser?: number
}

/** Events read at once; and how many ids a client may be behind before it is told to load anew. */
const batch = 200
const mostBehind = 20_000

/**
 * The connected clients of one server process. One reader reads each new event once and hands it to those who may hear it; who
 * connects catches up from the database in its own name, under row-level security, until it is where the reader is.
 */
export class Live {
  private readonly options: LiveOptions
  private readonly streams = new Set<EventStream>()
  private readonly loop: Loop
  private readonly timers: NodeJS.Timeout[] = []
  private unlisten: () => Promise<void> = async () => {}
  private stopped = false
  /** Up to here the reader has read. */
  private read = 0
  /** When the last check began. */
  private rightsAt = Number.NEGATIVE_INFINITY
  private checking: Promise<void> | null = null

  constructor(options: LiveOptions) {
    this.options = options
    this.loop = new Loop({ next: () => this.next(), log: options.log, name: 'reading events', everyMillis: options.everyMillis ?? 2_000 })
  }

  async start(): Promise<void> {
    const { db, log, rightsMillis = 2_000, heartbeatMillis = heartbeatSeconds * 1_000 } = this.options
    this.read = (await eventsStanding(db)).newest
    this.unlisten = await onNews(db, log, () => this.loop.wake())
    this.loop.start()
    this.timers.push(setInterval(() => void this.checkRights().catch(() => {}), rightsMillis))
    this.timers.push(setInterval(() => this.beat(), heartbeatMillis))
  }

  /** How many are connected. */
  get size(): number {
    return this.streams.size
  }

  /** `after`: the last event that the client heard; null when it begins now. */
  async open(me: Me, after: number | null, wanted: Wanted): Promise<ReadableStream<Uint8Array>> {
    const standing = await eventsStanding(this.options.db)
    if (this.stopped) throw new Problem('server-busy')
    this.makeRoomFor(me)
    const lost = after === null ? null : lostPlace(after, standing)
    const position = after === null || lost ? standing.newest : after
    const stream: EventStream = new EventStream(me, position, wanted, () => this.streams.delete(stream))
    this.streams.add(stream)
    stream.greet(lost)
    this.catchUp(stream).catch(() => stream.close('server-busy'))
    return stream.body
  }

  /** Every stream ends at once; the clients connect to another server, or to this one when it is there again. */
  async stop(): Promise<void> {
    this.stopped = true
    for (const timer of this.timers) clearInterval(timer)
    for (const stream of [...this.streams]) stream.close('server-stops')
    await Promise.all([this.unlisten().catch(() => {}), this.loop.stop()])
  }

  /** The newest programs of a user are those that somebody looks at. */
  private makeRoomFor(me: Me): void {
    const own = [...this.streams].filter((one) => one.me.id === me.id)
    const most = this.options.mostStreamsOfUser ?? 20
    for (const oldest of own.slice(0, Math.max(0, own.length - most + 1))) oldest.close('too-many-streams')
  }

  private async catchUp(stream: EventStream): Promise<void> {
    while (stream.open) {
      const read = this.read
      const upTo = Math.max(read, (await eventsStanding(this.options.db)).newest)
      // Who came and went takes no turn of those who stay.
      if (!stream.open) return
      const events = await this.options.db.as(stream.me, (tx) => eventsAfter(tx, stream.position, upTo, batch))
      for (const event of events) if (mayHear(stream.me, event)) stream.hear(event)
      if (events.length < batch) stream.position = Math.max(stream.position, upTo)
      // From here on without a pause: whatever the reader brings next is handed over to it, too.
      if (events.length < batch && stream.position >= this.read) {
        stream.live = true
        return
      }
      await stream.room()
    }
  }

  /** The shared reader's step. */
  private async next(): Promise<number> {
    const { db, rightsMillis = 2_000 } = this.options
    const events = await eventsAfter(db, this.read, null, batch)
    if (events.length === 0) return 0
    // A check that was under way already may have read what has changed since: then another one.
    for (const known = performance.now() - rightsMillis; this.streams.size > 0 && this.rightsAt < known; ) await this.checkRights()
    for (const event of events) this.handOver(event)
    this.read = events.at(-1)!.id
    for (const stream of this.streams) if (stream.live) stream.position = Math.max(stream.position, this.read)
    return events.length
  }

  private handOver(event: KeptEvent): void {
    const frame = change(event)
    for (const stream of this.streams) if (stream.live && mayHear(stream.me, event)) stream.hear(event, frame)
  }

  /** Whose session ended or whose rights changed is told so and hears nothing more (reliability F08). */
  private checkRights(): Promise<void> {
    this.checking ??= this.readRights().finally(() => {
      this.checking = null
    })
    return this.checking
  }

  private async readRights(): Promise<void> {
    if (this.streams.size === 0) return
    const asked = [...this.streams]
    const at = performance.now()
    const mes = await mesOf(this.options.db, [...new Set(asked.map(({ me }) => me.tokenId))])
    for (const stream of asked) {
      const me = mes.get(stream.me.tokenId)
      if (!me) stream.close('signed-out')
      else if (!sameRights(me, stream.me)) stream.close('rights-changed')
    }
    this.rightsAt = at
  }

  private beat(): void {
    for (const stream of [...this.streams]) stream.heartbeat()
  }
}

const mayHear = (me: Me, { kind, audiences }: KeptEvent): boolean => can(me, 'see', { kind: 'event', eventKind: kind, audiences })

/** Whether events between that place and now are gone, or it is no place of this database. */
function lostPlace(after: number, { newest, given, swept }: EventsStanding): 'away-too-long' | 'unknown-place' | null {
  if (after > given) return 'unknown-place'
  return after < swept || newest - after > mostBehind ? 'away-too-long' : null
}

const sameRights = (one: Me, other: Me): boolean => same(one.permissions, other.permissions) && same(one.audiences, other.audiences)
const same = (one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): boolean =>
  one.size === other.size && [...one].every((each) => other.has(each))
