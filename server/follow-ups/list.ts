import type { followUpStates } from '@postakte/shared/api/follow-ups'
import type { Language } from '@postakte/shared/texts/texts'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { type Put, parameters } from '../db/parameters'
import { cursorOf, dayPart, idPart, pageOf, placeOf } from '../http/api/cursor'
import type { Me } from '../users/me'
import { todayOf } from '../users/today'
import { answerOf, type FollowUpRow, followUpColumns, followUpTables, isSeen } from './follow-ups'

export interface FollowUpPage {
  readonly after?: string | undefined
  readonly limit: number
  readonly whose: 'mine' | 'all'
  readonly state: z.output<typeof followUpStates>
  readonly at?: string | undefined
}

/** One page, the next due first. */
export async function listFollowUps(tx: Query, me: Me, page: FollowUpPage, language: Language) {
  const { put, values } = parameters()
  const today = todayOf(put(me.id))
  const rows = await tx.query<FollowUpRow>(
    `select ${followUpColumns(today)} from ${followUpTables}
     where ${inState(page.state, today)} and ${ofWhom(page, me, put)} and ${atPlace(page, put)} and ${behind(page, put)} order by w.due_on, w.id limit ${put(page.limit + 1)}`,
    values,
  )
  return pageOf(
    rows.filter((row) => isSeen(me, row)),
    page.limit,
    { item: (row) => answerOf(row, language), place: ({ dueOn, id }) => cursorOf(dueOn, id) },
  )
}

const isOpen = 'w.done_at is null and w.answered_at is null'

function inState(state: FollowUpPage['state'], today: string): string {
  switch (state) {
    case 'open':
      return isOpen
    case 'due':
      return `${isOpen} and w.due_on <= ${today}`
    case 'overdue':
      return `${isOpen} and w.due_on < ${today}`
    case 'today':
      return `${isOpen} and w.due_on = ${today}`
    case 'coming':
      return `${isOpen} and w.due_on > ${today}`
    case 'closed':
      return `not (${isOpen})`
    default:
      return state satisfies never
  }
}

function ofWhom({ whose }: FollowUpPage, { id, teams }: Me, put: Put): string {
  if (whose === 'all') return 'true'
  const mine = `array(select jsonb_array_elements_text(${put(json(teams.map((team) => team.id)))}::text::jsonb)::int)`
  return `(w.user_id = any(array(select stands_in_for(${put(id)}))) or w.team_id = any(${mine}))`
}

/** 'case:12'; the route let only these kinds through. */
function atPlace({ at }: FollowUpPage, put: Put): string {
  if (at === undefined) return 'true'
  const [kind, id] = at.split(':') as [string, string]
  return `w.${kind}_id = ${put(id)}::text::bigint`
}

function behind({ after }: FollowUpPage, put: Put): string {
  const [day, id] = placeOf(after, dayPart, idPart)
  return id === null ? 'true' : `(w.due_on, w.id) > (${put(day)}::text::date, ${put(id)}::text::bigint)`
}
