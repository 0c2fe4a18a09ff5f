import { z } from 'zod'
import { permissions } from '../model/permissions'
import { route } from './route'
import { line, smallId, smallIdInPath, version } from './shapes'

export const permission = z.enum(permissions)
/** A role that comes with the product has a name of the code ('agent'); shared/texts says it to people. */
export const role = z.object({ id: smallId, name: z.string(), permissions: z.array(permission), builtIn: z.boolean(), version })

const params = z.object({ roleId: smallIdInPath })
const some = z.array(permission).max(permissions.length)

export const roleRoutes = {
  listRoles: route({
    method: 'GET',
    path: '/api/roles',
    summary: { de: 'Rollen mit ihren Rechten auflisten', en: 'List roles with their permissions' },
    permission: 'users.manage',
    changes: false,
    answer: z.object({ items: z.array(role) }),
    example: { as: 'ada' },
  }),
  makeRole: route({
    method: 'POST',
    path: '/api/roles',
    summary: { de: 'Eine eigene Rolle anlegen', en: 'Make a role of your own' },
    permission: 'users.manage',
    changes: true,
    makes: true,
    body: z.strictObject({ name: line(100), permissions: some }),
    answer: role,
    problems: ['name-taken', 'role-beyond-yours'],
    example: { as: 'ada', body: { name: 'Aushilfe', permissions: ['contacts.read', 'mails.read'] } },
  }),
  changeRole: route({
    method: 'PATCH',
    path: '/api/roles/:roleId',
    summary: { de: 'Eine eigene Rolle ändern', en: 'Change a role of your own' },
    permission: 'users.manage',
    changes: true,
    params,
    body: z.strictObject({ version, name: line(100).optional(), permissions: some.optional() }),
    answer: role,
    problems: ['role-built-in', 'name-taken', 'role-beyond-yours', 'last-admin', 'changed-meanwhile'],
    example: { as: 'ada', params: { roleId: '@role/reader' }, body: { version: 1, name: 'Leser' }, problem: 'role-built-in' },
  }),
  removeRole: route({
    method: 'DELETE',
    path: '/api/roles/:roleId',
    summary: { de: 'Eine eigene Rolle entfernen, die niemand mehr hat', en: 'Remove a role of your own that nobody has any more' },
    permission: 'users.manage',
    changes: true,
    params,
    answer: 'nothing',
    problems: ['role-built-in', 'role-in-use'],
    example: { as: 'ada', params: { roleId: '@role/reader' }, problem: 'role-built-in' },
  }),
}
