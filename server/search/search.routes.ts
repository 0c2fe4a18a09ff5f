import type { searchRoutes } from '@postakte/shared/api/search'
import type { Handlers } from '../http/api/call'
import { search } from './search'

export const searchHandlers: Handlers<typeof searchRoutes> = {
  search: ({ me, parts, query, transaction }) => search({ me, parts, transaction }, query),
}
