import type { meRoutes } from '@postakte/shared/api/me'
import type { Handlers } from '../http/api/call'
import { standsInFor, userById } from './read-users'

export const meHandlers: Handlers<typeof meRoutes> = {
  getMe: async ({ tx, me: { id, login, name, address, language, permissions, teams } }) => ({
    id,
    login,
    name,
    address,
    language,
    permissions: [...permissions],
    teams: [...teams],
    absence: (await userById(tx, id)).absence,
    standsInFor: await standsInFor(tx, id),
  }),
}
