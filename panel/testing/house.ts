/** Who works in the house, as the server lists them. */
const colleague = (id: number, name: string, team: string) => ({
  id,
  login: name.slice(0, 4).toLowerCase(),
  name,
  address: null,
  active: true,
  absence: null,
  teams: [{ id: 1, name: team }],
})
export const colleagues = [
  colleague(2, 'Nora Stein', 'Kundenservice'),
  colleague(4, 'Ruth Özdemir', 'Kundenservice'),
  {
    ...colleague(3, 'Tim Vogel', 'Vertrieb'),
    absence: { from: '2026-01-01', until: '2099-12-31', substitute: { id: 4, name: 'Ruth Özdemir' } },
  },
] as const
const team = (id: number, name: string, closed: boolean) => ({
  id,
  name,
  closed,
  onReply: 'reopen',
  reopenDays: null,
  tagSubjects: false,
  version: 1,
})
export const teams = [team(1, 'Kundenservice', false), team(3, 'Personal', true), team(2, 'Vertrieb', false)] as const
