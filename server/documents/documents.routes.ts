import type { documentRoutes } from '@postakte/shared/api/documents'
import type { Handlers } from '../http/api/call'
import { addDocument, addFile, changeDocument, deleteDocument, undeleteDocument } from './change'
import { documentContent } from './content'
import { filesOf, listDocuments, loadDocument } from './documents'

export const documentHandlers: Handlers<typeof documentRoutes> = {
  listDocuments: ({ tx, me, query }) => listDocuments(tx, me, query),
  getDocument: async ({ tx, me, params }) => ({
    ...(await loadDocument(tx, me, params.documentId)),
    files: await filesOf(tx, params.documentId),
  }),
  getDocumentContent: ({ me, params, query, request, parts, language }) =>
    documentContent(parts.db, me, { id: params.documentId, number: query.number, range: request.headers.get('Range') }, language),
  addDocument: ({ tx, me, query, body }) => addDocument(tx, me, query, body),
  addDocumentFile: ({ tx, me, params, query, body }) => addFile(tx, me, params.documentId, query, body),
  changeDocument: ({ tx, me, params, body }) => changeDocument(tx, me, params.documentId, body),
  deleteDocument: ({ tx, me, params, body }) => deleteDocument(tx, me, params.documentId, body.version),
  undeleteDocument: ({ tx, me, params }) => undeleteDocument(tx, me, params.documentId),
}
