import type { todoRoutes } from '@postakte/shared/api/todos'
import type { Handlers } from '../http/api/call'
import { countTodos, queueOf } from './queue'
import { loadTodo } from './todos'
import { assignTodo, finishTodo, reopenTodo, takeTodo } from './work'

export const todoHandlers: Handlers<typeof todoRoutes> = {
  listTodos: ({ tx, me, query, language }) => queueOf(tx, me, query, language),
  countTodos: ({ tx, me }) => countTodos(tx, me),
  getTodo: ({ tx, me, params, language }) => loadTodo(tx, me, params.todoId, language),
  assignTodo: async ({ body, ...call }) => ({ todo: await assignTodo({ ...call, ...call.params, version: body.version }, body) }),
  takeTodo: ({ body, ...call }) => takeTodo({ ...call, ...call.params, version: body.version }),
  finishTodo: ({ body, ...call }) => finishTodo({ ...call, ...call.params, version: body.version }),
  reopenTodo: (call) => reopenTodo({ ...call, ...call.params }),
}
