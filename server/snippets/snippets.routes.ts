import type { snippetRoutes } from '@postakte/shared/api/snippets'
import type { Handlers } from '../http/api/call'
import { addSnippet, changeSnippet, deleteSnippet, undeleteSnippet } from './change'
import { fillSnippet } from './filling'
import { searchSnippets } from './search'
import { loadSnippet } from './snippets'

export const snippetHandlers: Handlers<typeof snippetRoutes> = {
  listSnippets: ({ tx, me, query }) => searchSnippets(tx, me, query),
  getSnippet: ({ tx, me, params }) => loadSnippet(tx, me, params.snippetId),
  addSnippet: ({ tx, me, body }) => addSnippet(tx, me, body),
  changeSnippet: ({ tx, me, params, body }) => changeSnippet(tx, me, params.snippetId, body),
  deleteSnippet: ({ tx, me, params, body }) => deleteSnippet(tx, me, params.snippetId, body.version),
  undeleteSnippet: ({ tx, me, params }) => undeleteSnippet(tx, me, params.snippetId),
  fillSnippet: ({ tx, me, params, body }) => fillSnippet(tx, me, params.snippetId, body),
}
