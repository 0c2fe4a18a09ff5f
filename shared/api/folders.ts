import { z } from 'zod'
import { seenInQuery } from './case-shapes'
import { route } from './route'
import { line, smallId, smallIdInPath, version } from './shapes'

export const folder = z.object({
  id: smallId,
  name: z.string(),
  parentId: smallId.nullable(),
  /** Whose folder it is; null: everybody's. All of a tree are of one team. */
  teamId: smallId.nullable(),
  version,
})
const params = z.object({ folderId: smallIdInPath })

export const foldersRoutes = {
  listFolders: route({
    method: 'GET',
    path: '/api/folders',
    summary: { de: 'Alle Ordner für Vorgänge', en: 'All folders for cases' },
    permission: 'cases.read',
    changes: false,
    answer: z.object({ items: z.array(folder) }),
    example: { as: 'nora' },
  }),
  makeFolder: route({
    method: 'POST',
    path: '/api/folders',
    summary: { de: 'Einen Ordner anlegen', en: 'Make a folder' },
    permission: 'folders.write',
    changes: true,
    makes: true,
    /** Inside another folder its team is that one's. */
    body: z.strictObject({ name: line(100), parentId: smallId.nullish(), teamId: smallId.nullish() }),
    answer: folder,
    problems: ['folder-exists', 'folder-other-team'],
    example: { as: 'ruth', body: { name: 'Abos', teamId: '#team/Kundenservice' } },
  }),
  changeFolder: route({
    method: 'PATCH',
    path: '/api/folders/:folderId',
    summary: { de: 'Einen Ordner umbenennen oder verschieben', en: 'Rename or move a folder' },
    permission: 'folders.write',
    changes: true,
    params,
    body: z.strictObject({ version, name: line(100).optional(), parentId: smallId.nullable().optional() }),
    answer: folder,
    problems: ['folder-exists', 'folder-circle', 'folder-other-team'],
    example: { as: 'ruth', params: { folderId: '1' }, body: { version: 1, name: 'Abos und Abrechnung' } },
  }),
  removeFolder: route({
    method: 'DELETE',
    path: '/api/folders/:folderId',
    summary: { de: 'Einen leeren Ordner entfernen', en: 'Remove an empty folder' },
    permission: 'folders.write',
    changes: true,
    params,
    query: z.strictObject(seenInQuery),
    answer: 'nothing',
    problems: ['folder-not-empty'],
    example: { as: 'ruth', params: { folderId: '1' } },
  }),
}
