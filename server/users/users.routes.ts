import type { peopleRoutes } from '@postakte/shared/api/people'
import type { Handlers } from '../http/api/call'
import { endAllOf, setPasswordOf } from '../sign-in/take-access'
import { listUsers, managedUserById, userById } from './read-users'
import { changeUser, deactivate, endAbsence, makeUser, reactivate, setAbsence, setRoles } from './users'

const about = (id: number) => ({ kind: 'user', recordId: String(id) })

export const peopleHandlers: Handlers<typeof peopleRoutes> = {
  listUsers: ({ tx, query }) => listUsers(tx, query),
  getUser: ({ tx, params: { userId } }) => managedUserById(tx, userId),
  makeUser: async ({ tx, me, body }) => {
    const id = await makeUser(tx, me.permissions, body)
    tx.journal({ action: 'user.make', ...about(id), facts: body })
    return managedUserById(tx, id)
  },
  changeUser: async ({ tx, me, params: { userId }, body }) => {
    await changeUser(tx, me.permissions, userId, body)
    tx.journal({ action: 'user.change', ...about(userId), facts: body })
    return managedUserById(tx, userId)
  },
  setUserRoles: async ({ tx, me, params: { userId }, body: { version, roleIds } }) => {
    await setRoles(tx, me.permissions, userId, version, roleIds)
    const user = await managedUserById(tx, userId)
    tx.journal({ action: 'user.roles', ...about(userId), facts: { roles: user.roles.map(({ name }) => name) } })
    return user
  },
  deactivateUser: async ({ tx, params: { userId } }) => {
    if (await deactivate(tx, userId)) tx.journal({ action: 'user.deactivate', ...about(userId) })
    return managedUserById(tx, userId)
  },
  reactivateUser: async ({ tx, me, params: { userId } }) => {
    if (await reactivate(tx, me.permissions, userId)) tx.journal({ action: 'user.reactivate', ...about(userId) })
    return managedUserById(tx, userId)
  },
  setAbsence: async ({ tx, params: { userId }, body }) => {
    await setAbsence(tx, userId, body)
    tx.journal({ action: 'user.absence', ...about(userId), facts: body })
    return userById(tx, userId)
  },
  endAbsence: async ({ tx, params: { userId } }) => {
    await endAbsence(tx, userId)
    tx.journal({ action: 'user.absence-end', ...about(userId) })
    return userById(tx, userId)
  },
  setMyAbsence: async ({ tx, me, body }) => {
    await setAbsence(tx, me.id, body)
    tx.journal({ action: 'user.absence', ...about(me.id), facts: body })
    return userById(tx, me.id)
  },
  endMyAbsence: async ({ tx, me }) => {
    await endAbsence(tx, me.id)
    tx.journal({ action: 'user.absence-end', ...about(me.id) })
    return userById(tx, me.id)
  },
  changeMe: async ({ tx, me, body: { language } }) => {
    await tx.query('update users set language = $2, version = version + 1 where id = $1', [me.id, language])
    return userById(tx, me.id)
  },
  setPassword: async ({ parts, me, params: { userId }, body: { password } }) => {
    await setPasswordOf(parts.db, me, userId, password)
    return undefined
  },
  endSessionsOf: async ({ parts, me, params: { userId } }) => ({ ended: await endAllOf(parts.db, me, userId) }),
}
