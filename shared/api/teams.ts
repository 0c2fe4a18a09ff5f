import { z } from 'zod'
import { route } from './route'
import { line, smallId, smallIdInPath, userRef, version } from './shapes'

const policy = {
  /** Its records are for its members alone. */
  closed: z.boolean(),
  /** What an answer to a closed case does. */
  onReply: z.enum(['reopen', 'new-case']),
  /** Days after closing in which an answer opens the case again; null: always. */
  reopenDays: z.int().min(0).max(3_650).nullable(),
  /** The tag of its case belongs into the subject of what is sent from a mail program. */
  tagSubjects: z.boolean(),
}

export const team = z.object({ id: smallId, name: z.string(), ...policy, version })
export const teamWithMembers = team.extend({ members: z.array(userRef) })

const params = z.object({ teamId: smallIdInPath })
const member = z.object({ teamId: smallIdInPath, userId: smallIdInPath })

export const teamRoutes = {
  listTeams: route({
    method: 'GET',
    path: '/api/teams',
    summary: { de: 'Teams auflisten, nach Namen', en: 'List teams by name' },
    permission: 'signed-in',
    changes: false,
    answer: z.object({ items: z.array(team) }),
    example: { as: 'nora' },
  }),
  getTeam: route({
    method: 'GET',
    path: '/api/teams/:teamId',
    summary: { de: 'Ein Team mit seinen Mitgliedern ansehen', en: 'Look at a team with its members' },
    permission: 'signed-in',
    changes: false,
    params,
    answer: teamWithMembers,
    example: { as: 'nora', params: { teamId: '@team/Vertrieb' } },
  }),
  makeTeam: route({
    method: 'POST',
    path: '/api/teams',
    summary: { de: 'Ein Team anlegen', en: 'Make a team' },
    permission: 'users.manage',
    changes: true,
    makes: true,
    body: z.strictObject({
      name: line(100),
      closed: policy.closed.default(false),
      onReply: policy.onReply.default('reopen'),
      reopenDays: policy.reopenDays.default(null),
      tagSubjects: policy.tagSubjects.default(false),
    }),
    answer: teamWithMembers,
    problems: ['name-taken'],
    example: { as: 'ada', body: { name: 'Buchhaltung', onReply: 'new-case' } },
  }),
  changeTeam: route({
    method: 'PATCH',
    path: '/api/teams/:teamId',
    summary: { de: 'Ein Team und seine Regeln ändern', en: 'Change a team and its policies' },
    permission: 'users.manage',
    changes: true,
    params,
    body: z.strictObject({
      version,
      name: line(100).optional(),
      closed: policy.closed.optional(),
      onReply: policy.onReply.optional(),
      reopenDays: policy.reopenDays.optional(),
      tagSubjects: policy.tagSubjects.optional(),
    }),
    answer: teamWithMembers,
    problems: ['name-taken', 'changed-meanwhile'],
    example: { as: 'ada', params: { teamId: '@team/Vertrieb' }, body: { version: 1, reopenDays: 30 } },
  }),
  addMember: route({
    method: 'PUT',
    path: '/api/teams/:teamId/members/:userId',
    summary: { de: 'Einen Nutzer in ein Team aufnehmen', en: 'Add a user to a team' },
    permission: 'users.manage',
    changes: true,
    params: member,
    answer: teamWithMembers,
    example: { as: 'ada', params: { teamId: '@team/Vertrieb', userId: '@user/otto' } },
  }),
  removeMember: route({
    method: 'DELETE',
    path: '/api/teams/:teamId/members/:userId',
    summary: { de: 'Einen Nutzer aus einem Team nehmen', en: 'Take a user out of a team' },
    permission: 'users.manage',
    changes: true,
    params: member,
    answer: teamWithMembers,
    example: { as: 'ada', params: { teamId: '@team/Vertrieb', userId: '@user/otto' } },
  }),
}
