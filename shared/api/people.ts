import { z } from 'zod'
import { normalAddress } from '../mail/address'
import { route } from './route'
import { day, instant, line, page, paged, roleRef, smallId, smallIdInPath, teamRef, userRef, version } from './shapes'

/** Lower case always, so that nobody is two people. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@+-]{0,99}$/)
  .meta({ example: 'n.stein' })
export const password = z.string().min(12).max(200)
const language = z.enum(['de', 'en'])
const address = z.string().max(320).transform(normalAddress).pipe(z.string())

/** First and last day away. */
export const absence = z.object({ from: day, until: day, substitute: userRef.nullable() })
const newAbsence = z
  .strictObject({ from: day, until: day, substituteId: smallId.nullable().default(null) })
  .refine(({ from, until }) => from <= until, { path: ['until'] })

export const user = z.object({
  id: smallId,
  login: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  active: z.boolean(),
  absence: absence.nullable(),
  teams: z.array(teamRef),
})
/** As those see it who manage users. */
export const managedUser = user.extend({
  language: language.nullable(),
  roles: z.array(roleRef),
  hasPassword: z.boolean(),
  /** Is known at the company's sign-in service or at Microsoft's. */
  hasCompanySignIn: z.boolean(),
  version,
  createdAt: instant,
})

const params = z.object({ userId: smallIdInPath })
const ofOtto = { as: 'ada', params: { userId: '@user/otto' } } as const
const nextSummer = { from: '2027-07-05', until: '2027-07-23', substituteId: '#user/ruth' }

export const peopleRoutes = {
  listUsers: route({
    method: 'GET',
    path: '/api/users',
    summary: { de: 'Nutzer auflisten, nach Namen', en: 'List users by name' },
    permission: 'signed-in',
    changes: false,
    query: z.object({
      ...page,
      after: smallIdInPath.optional(),
      active: z.enum(['yes', 'no', 'all']).default('yes'),
      search: line(100).optional(),
    }),
    answer: paged(user),
    example: { as: 'nora', query: { search: 'vog' } },
  }),
  getUser: route({
    method: 'GET',
    path: '/api/users/:userId',
    summary: { de: 'Einen Nutzer mit Rollen ansehen', en: 'Look at a user with the roles' },
    permission: 'users.manage',
    changes: false,
    params,
    answer: managedUser,
    example: ofOtto,
  }),
  makeUser: route({
    method: 'POST',
    path: '/api/users',
    summary: { de: 'Einen Nutzer anlegen', en: 'Make a user' },
    permission: 'users.manage',
    changes: true,
    makes: true,
    body: z.strictObject({
      login,
      name: line(200),
      address: address.nullable().default(null),
      language: language.nullable().default(null),
      roleIds: z.array(smallId).max(50).default([]),
      teamIds: z.array(smallId).max(200).default([]),
    }),
    answer: managedUser,
    problems: ['login-taken', 'role-beyond-yours'],
    example: { as: 'ada', body: { login: 'm.weber', name: 'Mona Weber', roleIds: ['#role/agent'], teamIds: ['#team/Vertrieb'] } },
  }),
  changeUser: route({
    method: 'PATCH',
    path: '/api/users/:userId',
    summary: { de: 'Einen Nutzer ändern', en: 'Change a user' },
    permission: 'users.manage',
    changes: true,
    params,
    body: z.strictObject({
      version,
      login: login.optional(),
      name: line(200).optional(),
      address: address.nullable().optional(),
      language: language.nullable().optional(),
    }),
    answer: managedUser,
    problems: ['login-taken', 'user-beyond-yours', 'changed-meanwhile'],
    example: { as: 'ada', params: { userId: '@user/erp' }, body: { version: 1, name: 'Warenwirtschaft' } },
  }),
  setUserRoles: route({
    method: 'PUT',
    path: '/api/users/:userId/roles',
    summary: { de: 'Die Rollen eines Nutzers bestimmen', en: 'Set the roles of a user' },
    permission: 'users.manage',
    changes: true,
    params,
    body: z.strictObject({ version, roleIds: z.array(smallId).max(50) }),
    answer: managedUser,
    problems: ['role-beyond-yours', 'last-admin', 'changed-meanwhile'],
    example: { ...ofOtto, body: { version: 1, roleIds: ['#role/lead'] } },
  }),
  deactivateUser: route({
    method: 'POST',
    path: '/api/users/:userId/deactivation',
    summary: { de: 'Einem Nutzer den Zugang nehmen; was er tat, bleibt', en: 'Take a user’s access; what they did stays' },
    permission: 'users.manage',
    changes: true,
    params,
    answer: managedUser,
    problems: ['last-admin'],
    example: ofOtto,
  }),
  reactivateUser: route({
    method: 'DELETE',
    path: '/api/users/:userId/deactivation',
    summary: { de: 'Einem Nutzer den Zugang wiedergeben', en: 'Give a user access again' },
    permission: 'users.manage',
    changes: true,
    params,
    answer: managedUser,
    problems: ['user-beyond-yours'],
    example: ofOtto,
  }),
  setAbsence: route({
    method: 'PUT',
    path: '/api/users/:userId/absence',
    summary: { de: 'Einen Nutzer abwesend melden, mit Vertretung', en: 'Report a user absent, with a substitute' },
    permission: 'users.manage',
    changes: true,
    params,
    body: newAbsence,
    answer: user,
    problems: ['substitute-wrong'],
    example: { ...ofOtto, body: nextSummer },
  }),
  endAbsence: route({
    method: 'DELETE',
    path: '/api/users/:userId/absence',
    summary: { de: 'Die Abwesenheit eines Nutzers beenden', en: 'End a user’s absence' },
    permission: 'users.manage',
    changes: true,
    params,
    answer: user,
    example: ofOtto,
  }),
  setMyAbsence: route({
    method: 'PUT',
    path: '/api/me/absence',
    summary: { de: 'Sich abwesend melden, mit Vertretung', en: 'Report yourself absent, with a substitute' },
    permission: 'signed-in',
    changes: true,
    body: newAbsence,
    answer: user,
    problems: ['substitute-wrong'],
    example: { as: 'nora', body: nextSummer },
  }),
  endMyAbsence: route({
    method: 'DELETE',
    path: '/api/me/absence',
    summary: { de: 'Die eigene Abwesenheit beenden', en: 'End your absence' },
    permission: 'signed-in',
    changes: true,
    answer: user,
    example: { as: 'nora' },
  }),
  changeMe: route({
    method: 'PATCH',
    path: '/api/me',
    summary: { de: 'Die eigene Sprache wählen', en: 'Choose your language' },
    permission: 'signed-in',
    changes: true,
    body: z.strictObject({ language: language.nullable() }),
    answer: user,
    example: { as: 'nora', body: { language: 'de' } },
  }),
  setPassword: route({
    method: 'PUT',
    path: '/api/users/:userId/password',
    summary: {
      de: 'Einem Nutzer ein Kennwort geben; seine Sitzungen und Token enden',
      en: 'Give a user a password; their sessions and tokens end',
    },
    permission: 'users.manage',
    changes: true,
    withoutTransaction: true,
    params,
    body: z.strictObject({ password }),
    answer: 'nothing',
    problems: ['password-weak', 'password-own', 'user-beyond-yours'],
    example: { ...ofOtto, body: { password: 'drei Birnen im Regen' } },
  }),
  endSessionsOf: route({
    method: 'DELETE',
    path: '/api/users/:userId/sessions',
    summary: { de: 'Alle Sitzungen und Token eines Nutzers beenden', en: 'End all sessions and tokens of a user' },
    permission: 'users.manage',
    changes: true,
    withoutTransaction: true,
    params,
    answer: z.object({ ended: z.int() }),
    example: ofOtto,
  }),
}
