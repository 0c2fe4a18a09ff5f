import { z } from 'zod'
import { recordRef } from './record-ref'
import { route } from './route'
import { id, instant, page, paged, smallId, smallIdInPath, teamRef, userRef, version } from './shapes'

/** A mail that a person has to look at. */
export const todo = z.object({
  id,
  kind: z.enum(['ask', 'unmatched']),
  waitingSince: instant,
  mail: z.object({
    id,
    subject: z.string(),
    from: z.object({ address: z.string(), name: z.string().nullable() }),
    preview: z.string(),
    attachments: z.int(),
  }),
  team: teamRef.nullable(),
  assignee: userRef.nullable(),
  /** It came to a personal mailbox: its owner's alone. */
  personal: z.boolean(),
  /** Where the mail may belong, as far as the caller may see that. */
  candidates: z.array(recordRef),
  /** Why the machine did not file it, in sentences. */
  why: z.array(z.string()),
  version,
  done: z.object({ at: instant, by: userRef.nullable() }).nullable(),
})
export type TodoAnswer = z.input<typeof todo>

export const whose = z.enum(['all', 'mine', 'teams', 'unassigned'])

/** Bounded: 100 means more than 99. */
const count = z.int().min(0).max(100)
const todoParams = z.object({ todoId: id })
const seen = z.strictObject({ version })

export const todoRoutes = {
  listTodos: route({
    method: 'GET',
    path: '/api/todos',
    summary: { de: 'Die Warteschlange: offene Klärfälle', en: 'The queue: open to-dos' },
    permission: 'todos.work',
    changes: false,
    query: z.object({
      ...page,
      after: z.string().max(4_000).optional(),
      /** 'sender': all of one sender's together; 'waiting': the longest waiting first. */
      order: z.enum(['sender', 'waiting']).default('waiting'),
      /** 'mine' are those of absent colleagues, too, whose substitute the caller is; 'teams' those of the caller's teams. */
      whose: whose.default('all'),
      team: smallIdInPath.optional(),
    }),
    answer: paged(todo),
    problems: ['record-unknown'],
    example: { as: 'nora', query: { order: 'sender', whose: 'all' } },
  }),
  countTodos: route({
    method: 'GET',
    path: '/api/todos/counts',
    summary: { de: 'Wie viele Klärfälle offen sind; 100 heißt: mehr als 99', en: 'How many to-dos are open; 100 means more than 99' },
    permission: 'todos.work',
    changes: false,
    answer: z.object({ all: count, mine: count, teams: count, unassigned: count }),
    example: { as: 'nora' },
  }),
  getTodo: route({
    method: 'GET',
    path: '/api/todos/:todoId',
    summary: { de: 'Ein Klärfall', en: 'A to-do' },
    permission: 'todos.work',
    changes: false,
    params: todoParams,
    answer: todo,
    problems: ['record-unknown'],
    example: { as: 'nora', params: { todoId: '@todo/preisfrage' } },
  }),
  assignTodo: route({
    method: 'PUT',
    path: '/api/todos/:todoId/assignment',
    summary: { de: 'Klärfall einem Team und einem Bearbeiter zuweisen', en: 'Assign a to-do to a team and to somebody in it' },
    permission: 'todos.work',
    changes: true,
    params: todoParams,
    /** `teamId` null: everybody's; `userId` null: nobody's yet. */
    body: z.strictObject({ version, teamId: smallId.nullable(), userId: smallId.nullable() }),
    /** Null: handed to those whose to-dos the caller does not see. */
    answer: z.object({ todo: todo.nullable() }),
    problems: ['record-unknown', 'changed-meanwhile', 'assignee-would-not-see', 'todo-is-personal'],
    example: {
      as: 'nora',
      params: { todoId: '@todo/kuendigung' },
      body: { version: 1, teamId: '#team/Kundenservice', userId: '#user/ruth' },
    },
  }),
  takeTodo: route({
    method: 'POST',
    path: '/api/todos/:todoId/takeover',
    summary: { de: 'Klärfall übernehmen', en: 'Take over a to-do' },
    permission: 'todos.work',
    changes: true,
    params: todoParams,
    body: seen,
    answer: todo,
    problems: ['record-unknown', 'changed-meanwhile'],
    example: { as: 'nora', params: { todoId: '@todo/probeheft' }, body: { version: 1 } },
  }),
  finishTodo: route({
    method: 'POST',
    path: '/api/todos/:todoId/completion',
    summary: { de: 'Klärfall erledigt: nichts abzulegen', en: 'To-do done: nothing to file' },
    permission: 'mails.file',
    changes: true,
    params: todoParams,
    body: seen,
    answer: todo,
    problems: ['record-unknown', 'changed-meanwhile'],
    example: { as: 'nora', params: { todoId: '@todo/werbung' }, body: { version: 1 } },
  }),
  reopenTodo: route({
    method: 'DELETE',
    path: '/api/todos/:todoId/completion',
    summary: { de: 'Klärfall wieder öffnen', en: 'Reopen a to-do' },
    permission: 'mails.file',
    changes: true,
    params: todoParams,
    answer: todo,
    problems: ['record-unknown', 'todo-is-filed'],
    example: { as: 'nora', params: { todoId: '@todo/umfrage' } },
  }),
}
