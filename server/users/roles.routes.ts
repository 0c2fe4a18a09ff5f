import type { roleRoutes } from '@postakte/shared/api/roles'
import type { Handlers } from '../http/api/call'
import { changeRole, listRoles, makeRole, removeRole, roleById } from './roles'

const about = (id: number) => ({ kind: 'role', recordId: String(id) })

export const roleHandlers: Handlers<typeof roleRoutes> = {
  listRoles: async ({ tx }) => ({ items: await listRoles(tx) }),
  makeRole: async ({ tx, me, body }) => {
    const id = await makeRole(tx, me.permissions, body)
    tx.journal({ action: 'role.make', ...about(id), facts: body })
    return roleById(tx, id)
  },
  changeRole: async ({ tx, me, params: { roleId }, body }) => {
    await changeRole(tx, me.permissions, roleId, body)
    tx.journal({ action: 'role.change', ...about(roleId), facts: body })
    return roleById(tx, roleId)
  },
  removeRole: async ({ tx, params: { roleId } }) => {
    const { name, permissions } = await removeRole(tx, roleId)
    tx.journal({ action: 'role.remove', ...about(roleId), facts: { name, permissions } })
    return undefined
  },
}
