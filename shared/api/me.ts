import { z } from 'zod'
import { permissions } from '../model/permissions'
import { absence } from './people'
import { route } from './route'
import { smallId, teamRef, userRef } from './shapes'

export const me = z.object({
  id: smallId,
  login: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  language: z.enum(['de', 'en']).nullable(),
  permissions: z.array(z.enum(permissions)),
  teams: z.array(teamRef),
  absence: absence.nullable(),
  /** Who is away today and has named me: I work on their to-dos and cases meanwhile. */
  standsInFor: z.array(userRef),
})

export const meRoutes = {
  getMe: route({
    method: 'GET',
    path: '/api/me',
    summary: { de: 'Wer bin ich, und was darf ich', en: 'Who am I, and what may I do' },
    permission: 'signed-in',
    changes: false,
    answer: me,
    example: { as: 'nora' },
  }),
}
