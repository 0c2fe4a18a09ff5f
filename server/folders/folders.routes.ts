import type { foldersRoutes } from '@postakte/shared/api/folders'
import type { ApiTx, Handlers } from '../http/api/call'
import { changeFolder, listFolders, makeFolder, removeFolder } from './folders'

function tell(tx: ApiTx, action: string, one: { readonly id: number; readonly name: string; readonly audience: number }, facts = {}): void {
  tx.journal({ action, kind: 'folder', recordId: String(one.id), facts: { name: one.name, ...facts } })
  tx.event({ kind: 'case', audiences: [one.audience], data: { folderId: one.id, change: action } })
}

export const foldersHandlers: Handlers<typeof foldersRoutes> = {
  listFolders: async ({ tx, me }) => ({ items: await listFolders(tx, me) }),
  makeFolder: async ({ tx, me, body }) => {
    const made = await makeFolder(tx, me, body)
    tell(tx, 'folder.make', made)
    return made
  },
  changeFolder: async ({ tx, me, params, body }) => {
    const { before, now } = await changeFolder(tx, me, params.folderId, body)
    tell(tx, 'folder.change', now, { nameBefore: before.name, parentBefore: before.parentId, parent: now.parentId })
    return now
  },
  removeFolder: async ({ tx, me, params, query }) => {
    tell(tx, 'folder.remove', await removeFolder(tx, me, params.folderId, query.version))
    return undefined
  },
}
