import { openPostgres } from '@postakte/server/db/postgres'
import { startPostgres } from '@postakte/server/testing/postgres'
import { addresses, card, plainStatement, type Question } from './lookup/asked'
import { lists, timelines } from './lookup/beside'
import type { Driven } from './lookup/driver'
import { pgbench } from './lookup/pgbench'
import { drive, type Running, startBare, startServer } from './lookup/processes'
import { answersRight } from './lookup/right'
import { type LookupPlan, makeWorld, tokenOf, users } from './lookup/world'
import { median } from './random'
import { round2 } from './reading'

export interface LookupBench extends LookupPlan {
  readonly rounds: number
  readonly seconds: number
  readonly connections: readonly number[]
  /** Of timelines and lists. */
  readonly times: number
}

/** Who writes, and the panel's whole card, beside PostgreSQL alone and beside HTTP alone, by turns in one run. BENCH_DATABASE: of a world made before. */
export async function benchLookup(plan: LookupBench) {
  const there = process.env.BENCH_DATABASE
  if (there) return { contacts: plan.contacts, activities: plan.activities, madeInSeconds: 'before', ...(await measureLookup(there, plan)) }
  const cluster = await startPostgres(['shared_buffers=4GB', 'max_wal_size=16GB', 'maintenance_work_mem=512MB', 'max_connections=200'])
  const url = cluster.database('lookup')
  const db = await openPostgres(url)
  try {
    await db.migrate()
    const began = performance.now()
    await makeWorld(db, plan)
    const madeInSeconds = round2((performance.now() - began) / 1000)
    return { contacts: plan.contacts, activities: plan.activities, madeInSeconds, ...(await measureLookup(url, plan)) }
  } finally {
    await db.close()
    cluster.stop()
  }
}

export async function lookupWithTable(plan: LookupBench) {
  const found = await benchLookup(plan)
  console.table(
    Object.entries(found.at).flatMap(([at, { lookup, card }]) =>
      Object.entries({ lookup, card }).map(
        ([name, { perSecond, p50Ms, p99ToP50, toPgbenchSameStatement, toPgbenchPlainQuery, toBareHono }]) => ({
          what: `${name}, ${at}`,
          perSecond,
          p50Ms,
          p99ToP50,
          toPgbenchSameStatement,
          toPgbenchPlainQuery,
          toBareHono,
        }),
      ),
    ),
  )
  return found
}

/** In a world that is there. */
export async function measureLookup(url: string, plan: LookupBench) {
  const db = await openPostgres(url)
  const server = await startServer(url)
  try {
    const answers = await answersRight(db, server.port, someOf(plan.contacts), 2)
    const over = await drive(asked(plan, card, server, 1, 1))
    const at: Record<string, Awaited<ReturnType<typeof atOnce>>> = {}
    const bare = await startBare(over.bytesPerAnswer)
    try {
      for (const connections of plan.connections) at[`${connections} connections`] = await atOnce({ url, plan, server, bare, connections })
    } finally {
      await bare.stop()
    }
    return { answersRight: answers, at, timelines: await timelines(db, plan, plan.times), lists: await lists(db, plan.times) }
  } finally {
    await server.stop()
    await db.close()
  }
}

/** Thirty, spread over all. */
const someOf = (contacts: number) => Array.from({ length: 30 }, (_, at) => 1 + Math.floor((at * at * (contacts - 1)) / (29 * 29)))

interface Place {
  readonly url: string
  readonly plan: LookupBench
  readonly server: Running
  readonly bare: Running
  readonly connections: number
}

async function atOnce({ url, plan, server, bare, connections }: Place) {
  const { contacts, seconds } = plan
  const database = (statement: string, role: 'postakte_api' | null) => pgbench({ url, statement, role, contacts, connections, seconds })
  const http = (question: Question, to: Running) => drive(asked(plan, question, to, connections, seconds))
  const rounds = []
  // The first one warms up.
  for (let round = 0; round <= plan.rounds; round++)
    rounds.push({
      plainQuery: await database(plainStatement, null),
      lookup: { alone: await database(addresses.statement, 'postakte_api'), http: await http(addresses, server) },
      card: { alone: await database(card.statement, 'postakte_api'), http: await http(card, server) },
      bare: await http(card, bare),
    })
  const counted = rounds.slice(1)
  return {
    pgbenchPlainQueryPerSecond: median(counted.map(({ plainQuery }) => plainQuery)),
    bareHonoPerSecond: median(counted.map((round) => round.bare.perSecond)),
    lookup: summed(
      counted.map((round) => ({ ...round.lookup, plain: round.plainQuery, bare: round.bare })),
      0.3,
    ),
    card: summed(
      counted.map((round) => ({ ...round.card, plain: round.plainQuery, bare: round.bare })),
      0.25,
    ),
  }
}

interface Round {
  readonly alone: number
  readonly http: Driven
  readonly plain: number
  readonly bare: Driven
}

/** Medians; ratios are taken within a round. */
function summed(rounds: readonly Round[], goal: number) {
  const of = (value: (round: Round) => number) => round2(median(rounds.map(value)))
  return {
    perSecond: of(({ http }) => http.perSecond),
    p50Ms: of(({ http }) => http.p50Ms),
    p99Ms: of(({ http }) => http.p99Ms),
    p99ToP50: of(({ http }) => http.p99Ms / http.p50Ms),
    pgbenchSameStatementPerSecond: of(({ alone }) => alone),
    toPgbenchSameStatement: of(({ http, alone }) => http.perSecond / alone),
    toPgbenchPlainQuery: of(({ http, plain }) => http.perSecond / plain),
    toBareHono: of(({ http, bare }) => http.perSecond / bare.perSecond),
    goal: `>= ${goal} of pgbench, p99 <= 5 x p50, at 16 connections`,
    refused: rounds.reduce((sum, { http }) => sum + http.refused, 0),
  }
}

const asked = ({ contacts }: LookupPlan, { path, body }: Question, { port }: Running, connections: number, seconds: number) => ({
  port,
  connections,
  seconds,
  path,
  body,
  contacts,
  tokens: Array.from({ length: users }, (_, at) => tokenOf(at + 1)),
})
