import type { HitKind } from '@postakte/shared/api/search'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { exactInstantOf } from '../db/instant'
import { json } from '../db/json'
import { cursorOf, exactInstant, idPart, placeOf } from '../http/api/cursor'
import type { Question } from './question'

/** Where something was found: which record, and its place in the list. */
export interface Place {
  readonly kind: HitKind
  readonly id: string
  readonly at: string
  /** All words stand in its subject or title. */
  readonly good: boolean
}

export interface Found {
  readonly places: readonly Place[]
  readonly next: string | null
}

interface Ask {
  readonly kinds: readonly HitKind[]
  readonly after?: string | undefined
  readonly limit: number
}

/** Ids of what the caller may see, those with all words in the title first, newest first. */
export async function findPlaces(tx: Query, { terms }: Question, { kinds, after, limit }: Ask): Promise<Found> {
  const asked = await askedFor(tx, terms)
  const [good, at, kind, id] = placeOf(after, /^[01]$/, exactInstant, /^(mail|activity|case|contact)$/, idPart)
  const from = { asked, kinds: [...new Set(kinds)], at: at ?? 'infinity', kind: kind ?? 'z', id: id ?? '1' }
  const first = good === '0' ? [] : await placesFrom(tx, { ...from, good: true, most: limit + 1 })
  const begin = good === '0' ? from : { ...from, at: 'infinity', kind: 'z', id: '1' }
  const missing = limit + 1 - first.length
  const rest = missing > 0 ? await placesFrom(tx, { ...begin, good: false, most: missing }) : []
  const places = [...first, ...rest]
  const last = places[limit - 1]
  return { places: places.slice(0, limit), next: places.length > limit && last ? placeCursor(last) : null }
}

const placeCursor = ({ good, at, kind, id }: Place) => cursorOf(good ? '1' : '0', at, kind, id)

async function askedFor(tx: Query, terms: Question['terms']): Promise<string> {
  const [row] = await tx.query<{ asked: string }>(`select words_query($1::text::jsonb)::text as asked`, [json(terms)])
  if (row!.asked === '') throw new Problem('search-no-word')
  return row!.asked
}

interface From {
  readonly asked: string
  readonly kinds: readonly HitKind[]
  readonly good: boolean
  readonly at: string
  readonly kind: string
  readonly id: string
  readonly most: number
}

const placesFrom = (tx: Query, { asked, kinds, good, at, kind, id, most }: From) =>
  tx.query<Place>(
    `select s.kind, s.id::text as id, ${exactInstantOf('s.at')} as at, $3::boolean as good
     from search_records($1::text::tsquery, array(select jsonb_array_elements_text($2::text::jsonb)), $3::boolean, $4::text::timestamptz, $5, $6::text::bigint, $7) s
     order by s.at desc, s.kind desc, s.id desc`,
    [asked, json(kinds), good, at, kind, id, most],
  )
