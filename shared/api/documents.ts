import { z } from 'zod'
import { route } from './route'
import { id, instant, line, page, paged, smallId, smallIdInPath, teamRef, userRef, version } from './shapes'

export const mostDocumentBytes = 25 * 1024 * 1024

/** Kept as a name that is safe on every system. */
const fileName = line(1_000)
const type = z
  .string()
  .max(120)
  .regex(/^[\w.+-]+\/[\w.+-]+$/)
  .default('application/octet-stream')

export const documentFile = z.object({
  number: z.int().min(1),
  fileName: z.string(),
  /** As the one who uploaded it said. */
  type: z.string(),
  size: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  at: instant,
  by: userRef,
})
/** A named file that goes into drafts; of a team, or of everybody. */
export const document = z.object({
  id,
  name: z.string(),
  team: teamRef.nullable(),
  version,
  deleted: z.boolean(),
  mayChange: z.boolean(),
  /** The newest. */
  file: documentFile,
})
export type DocumentAnswer = z.input<typeof document>
export type DocumentFile = z.input<typeof documentFile>

const documentParams = z.object({ documentId: id })
const problems = ['record-unknown', 'changed-meanwhile'] as const
const bytes = { bytesUpTo: mostDocumentBytes, changes: true, permission: 'documents.write' } as const
const text = (content: string) => new TextEncoder().encode(content)

export const documentRoutes = {
  listDocuments: route({
    method: 'GET',
    path: '/api/documents',
    summary: { de: 'Dokumente nach Namen; Suche nach ein paar Buchstaben', en: 'Documents by name; search by a few letters' },
    permission: 'signed-in',
    changes: false,
    query: z.object({
      ...page,
      after: z.string().max(2_000).optional(),
      q: z.string().max(200).optional(),
      team: smallIdInPath.optional(),
    }),
    answer: paged(document),
    problems: ['record-unknown'],
    example: { as: 'nora', query: { q: 'preis' } },
  }),
  getDocument: route({
    method: 'GET',
    path: '/api/documents/:documentId',
    summary: { de: 'Ein Dokument mit allen Fassungen', en: 'A document with all its files' },
    permission: 'signed-in',
    changes: false,
    params: documentParams,
    /** Newest first, at most 200. */
    answer: document.extend({ files: z.array(documentFile) }),
    problems: ['record-unknown'],
    example: { as: 'nora', params: { documentId: '@document/preisliste' } },
  }),
  getDocumentContent: route({
    method: 'GET',
    path: '/api/documents/:documentId/content',
    summary: { de: 'Die Datei eines Dokuments', en: 'The file of a document' },
    permission: 'signed-in',
    changes: false,
    params: documentParams,
    /** Absent: the newest. */
    query: z.object({ number: smallIdInPath.optional() }),
    answer: 'bytes',
    problems: ['record-unknown'],
    example: { as: 'nora', params: { documentId: '@document/preisliste' } },
  }),
  addDocument: route({
    ...bytes,
    method: 'POST',
    path: '/api/documents',
    summary: { de: 'Dokument hochladen', en: 'Upload a document' },
    makes: true,
    /** `teamId` absent: of everybody. */
    query: z.object({ name: line(180), fileName, type, teamId: smallIdInPath.optional() }),
    answer: document,
    problems: ['record-unknown', 'document-empty'],
    example: { as: 'ruth', query: { name: 'Widerruf', fileName: 'widerruf.txt', type: 'text/plain' }, body: text('Widerrufsbelehrung') },
  }),
  addDocumentFile: route({
    ...bytes,
    method: 'POST',
    path: '/api/documents/:documentId/files',
    summary: { de: 'Neue Fassung eines Dokuments hochladen', en: 'Upload a new file of a document' },
    makes: true,
    params: documentParams,
    query: z.object({ version: smallIdInPath, fileName, type }),
    answer: document,
    problems: [...problems, 'document-empty'],
    example: {
      as: 'ruth',
      params: { documentId: '@document/agb' },
      query: { version: '1', fileName: 'agb-2027.txt', type: 'text/plain' },
      body: text('Neue Bedingungen'),
    },
  }),
  changeDocument: route({
    method: 'PATCH',
    path: '/api/documents/:documentId',
    summary: { de: 'Dokument umbenennen oder einem Team geben', en: 'Rename a document or give it to a team' },
    permission: 'documents.write',
    changes: true,
    params: documentParams,
    body: z.strictObject({ version, name: line(180).optional(), teamId: smallId.nullable().optional() }),
    answer: document,
    problems,
    example: { as: 'ruth', params: { documentId: '@document/mediadaten' }, body: { version: 1, name: 'Mediadaten 2027' } },
  }),
  deleteDocument: route({
    method: 'POST',
    path: '/api/documents/:documentId/deletion',
    summary: { de: 'Dokument löschen', en: 'Delete a document' },
    permission: 'documents.write',
    changes: true,
    params: documentParams,
    body: z.strictObject({ version }),
    answer: document,
    problems,
    example: { as: 'ruth', params: { documentId: '@document/faxformular' }, body: { version: 1 } },
  }),
  undeleteDocument: route({
    method: 'DELETE',
    path: '/api/documents/:documentId/deletion',
    summary: { de: 'Löschen rückgängig machen', en: 'Undo the deletion' },
    permission: 'documents.write',
    changes: true,
    params: documentParams,
    answer: document,
    problems: ['record-unknown'],
    example: { as: 'ruth', params: { documentId: '@document/preisliste-alt' } },
  }),
}
