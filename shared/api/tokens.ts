import { z } from 'zod'
import { permission } from './roles'
import { route } from './route'
import { id, instant, line } from './shapes'

export const token = z.object({
  id,
  name: z.string(),
  scopes: z.array(permission),
  createdAt: instant,
  usedAt: instant.nullable(),
  expiresAt: instant,
})

export const tokenRoutes = {
  listTokens: route({
    method: 'GET',
    path: '/api/tokens',
    summary: { de: 'Die eigenen Zugriffstoken', en: 'Your access tokens' },
    permission: 'signed-in',
    changes: false,
    withoutTransaction: true,
    answer: z.object({ items: z.array(token) }),
    example: { as: 'erp' },
  }),
  makeToken: route({
    method: 'POST',
    path: '/api/tokens',
    summary: { de: 'Ein Zugriffstoken machen; es wird nur jetzt gezeigt', en: 'Make an access token; it is shown only now' },
    permission: 'signed-in',
    changes: true,
    makes: true,
    withoutTransaction: true,
    body: z.strictObject({ name: line(100), scopes: z.array(permission).min(1), days: z.int().min(1).max(366) }),
    answer: token.extend({ token: z.string() }),
    problems: ['session-needed', 'scope-beyond-yours'],
    example: { as: 'erp', body: { name: 'Nächtlicher Abgleich', scopes: ['contacts.read', 'contacts.write'], days: 90 } },
  }),
  endToken: route({
    method: 'DELETE',
    path: '/api/tokens/:tokenId',
    summary: { de: 'Ein Zugriffstoken beenden', en: 'End an access token' },
    permission: 'signed-in',
    changes: true,
    withoutTransaction: true,
    params: z.object({ tokenId: id }),
    answer: 'nothing',
    problems: ['session-needed'],
    example: { as: 'erp', params: { tokenId: '999999' }, problem: 'record-unknown' },
  }),
}
