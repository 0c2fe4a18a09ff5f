import type { TodoAnswer } from '@postakte/shared/api/todos'
import { Problem } from '@postakte/shared/model/problem'
import type { Language } from '@postakte/shared/texts/texts'
import { lockMails } from '../filings/settle'
import type { ApiTx } from '../http/api/call'
import { changedMeanwhile, notFound } from '../http/problem-with'
import type { Me } from '../users/me'
import { answersOf, loadTodo, type TodoRow, todoRow, todoRowOrNull } from './todos'

/** A call on one to-do: by whom, on which, and which version they saw. */
export interface Step {
  readonly tx: ApiTx
  readonly me: Me
  readonly language: Language
  readonly todoId: string
  readonly version: number
}

type Unversioned = Omit<Step, 'version'>

export interface Assignment {
  readonly teamId: number | null
  readonly userId: number | null
}

/** Gives it to a team and somebody of it; null when the caller does not see it any more. Its mail goes along. */
export async function assignTodo(step: Step, to: Assignment): Promise<TodoAnswer | null> {
  const before = await openRow(step)
  const audience = audienceAt(before, to)
  await requirePossible(step, audience, to)
  const todoId = await handOver(step, to)
  tell(step, 'assign', [before.audience, audience], { ...to })
  const now = await todoRowOrNull(step.tx, step.me, todoId)
  return now === null ? null : (await answersOf(step.tx, step.me, [now], step.language))[0]!
}

/** To the caller, in the team where it is. */
export async function takeTodo(step: Step): Promise<TodoAnswer> {
  const before = await openRow(step)
  await handOver(step, { teamId: before.team?.id ?? null, userId: step.me.id })
  return told(step, 'take', before)
}

/** Nothing of the mail is to be filed: it is kept, and bothers this team no more. */
export async function finishTodo(step: Step): Promise<TodoAnswer> {
  const { tx, me, todoId, version } = step
  const before = await openRow(step)
  await lockMails(tx, [before.mail.id])
  const changed = await tx.query(
    `update todos set done_at = now(), done_by = $3, version = version + 1 where id = $1::text::bigint and version = $2 and done_at is null returning id`,
    [todoId, version, me.id],
  )
  if (changed.length === 0) throw await changedNow(step)
  const done = await told(step, 'finish', before)
  await mailFollows(tx, before)
  return done
}

/** Back into the queue. One that is done because its mail was filed comes back by undoing that. */
export async function reopenTodo(step: Unversioned): Promise<TodoAnswer> {
  const { tx, me, todoId, language } = step
  const before = await todoRow(tx, me, todoId)
  if (before.done === null) return loadTodo(tx, me, todoId, language)
  if (before.mailState === 'filed') throw new Problem('todo-is-filed')
  await lockMails(tx, [before.mail.id])
  await tx.query(
    `update todos set done_at = null, done_by = null, version = version + 1 where id = $1::text::bigint and done_at is not null`,
    [todoId],
  )
  await mailFollows(tx, before)
  return told(step, 'reopen', before)
}

/** As the caller saw it; else what has become of it. */
async function openRow(step: Step): Promise<TodoRow> {
  const row = await todoRow(step.tx, step.me, step.todoId)
  if (row.version !== step.version || row.done !== null) throw await changedNow(step)
  return row
}

const changedNow = async ({ tx, me, todoId, language }: Step) => changedMeanwhile(await loadTodo(tx, me, todoId, language))

/** The mail may lie out of the caller's sight afterwards. */
const mailFollows = (tx: ApiTx, { mail }: TodoRow) => tx.query(`select mail_follows_todos($1::text::bigint)`, [mail.id])

/** Which to-do it is then: the other team's own, if they have one. Of two at once the second finds another version, and gets the first's. */
async function handOver(step: Step, { teamId, userId }: Assignment): Promise<string> {
  const [row] = await step.tx.query<{ id: string | null }>(`select hand_over_todo($1::text::bigint, $2, $3, $4)::text as id`, [
    step.todoId,
    step.version,
    teamId,
    userId,
  ])
  if (row!.id === null) throw await changedNow(step)
  return row!.id
}

/** Whose it is then: with no team, what came to a personal mailbox stays there. */
const audienceAt = (before: TodoRow, { teamId }: Assignment): number => teamId ?? Math.min(before.audience, 0)

/** Team and user are there, and the user would see it. */
async function requirePossible({ tx, me }: Step, audience: number, { teamId, userId }: Assignment): Promise<void> {
  if (audience < 0 && userId !== null && userId !== me.id) throw new Problem('todo-is-personal')
  const [row] = await tx.query<{ team: boolean; user: boolean; sees: boolean }>(
    `select $1::int is null or exists (select from teams where id = $1) as team, $2::int is null or exists (select from users where id = $2 and active) as user,
       $2::int is null or would_see($2, $3, 'todos.work') as sees`,
    [teamId, userId, audience],
  )
  if (!row!.team || !row!.user) throw notFound()
  if (!row!.sees) throw new Problem('assignee-would-not-see')
}

async function told(step: Unversioned, action: string, before: TodoRow): Promise<TodoAnswer> {
  tell(step, action, [before.audience])
  return loadTodo(step.tx, step.me, step.todoId, step.language)
}

function tell(
  { tx, todoId }: Unversioned,
  action: string,
  audiences: readonly number[],
  facts: Readonly<Record<string, unknown>> = {},
): void {
  tx.journal({ action: `todo.${action}`, kind: 'todo', recordId: todoId, facts })
  tx.event({ kind: 'todo', audiences: [...new Set(audiences)], data: { todoId, change: action } })
}
