import type { companyRoutes } from '@postakte/shared/api/company'
import type { Handlers } from '../http/api/call'
import { beginCompanySignIn, finishCompanySignIn } from './company'

export const companyHandlers: Handlers<typeof companyRoutes> = {
  startCompanySignIn: async ({ parts: { db, config }, address, body }) => ({ url: await beginCompanySignIn(db, config, address, body) }),
  finishCompanySignIn: ({ parts: { db }, body }) => finishCompanySignIn(db, body),
}
