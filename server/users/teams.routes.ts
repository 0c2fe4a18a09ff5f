import type { teamRoutes } from '@postakte/shared/api/teams'
import type { Handlers } from '../http/api/call'
import { notFound } from '../http/problem-with'
import { addMember, changeTeam, listTeams, makeTeam, removeMember, teamById } from './teams'

const about = (id: number) => ({ kind: 'team', recordId: String(id) })

export const teamHandlers: Handlers<typeof teamRoutes> = {
  listTeams: async ({ tx }) => ({ items: await listTeams(tx) }),
  getTeam: ({ tx, params: { teamId } }) => teamById(tx, teamId),
  makeTeam: async ({ tx, body }) => {
    const id = await makeTeam(tx, body)
    tx.journal({ action: 'team.make', ...about(id), facts: body })
    return teamById(tx, id)
  },
  changeTeam: async ({ tx, params: { teamId }, body }) => {
    await changeTeam(tx, teamId, body)
    tx.journal({ action: 'team.change', ...about(teamId), facts: body })
    return teamById(tx, teamId)
  },
  addMember: async ({ tx, params: { teamId, userId } }) => {
    await addMember(tx, teamId, userId)
    tx.journal({ action: 'team.member', ...about(teamId), facts: { userId } })
    return teamById(tx, teamId)
  },
  removeMember: async ({ tx, params: { teamId, userId } }) => {
    if (!(await removeMember(tx, teamId, userId))) throw notFound()
    tx.journal({ action: 'team.member-gone', ...about(teamId), facts: { userId } })
    return teamById(tx, teamId)
  },
}
