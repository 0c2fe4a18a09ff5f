import type { BuiltInRole } from '../model/permissions'

/** The house: teams, and who works there in which role. */
export interface WorldPerson {
  readonly login: string
  readonly name: string
  readonly address: string
  readonly role: BuiltInRole
  readonly teams: readonly string[]
}

export const worldTeams: readonly { readonly name: string; readonly closed: boolean }[] = [
  { name: 'Kundenservice', closed: false },
  { name: 'Vertrieb', closed: false },
  { name: 'Personal', closed: true },
]

export const worldPeople: readonly WorldPerson[] = [
  { login: 'ada', name: 'Ada Brandt', address: 'a.brandt@sonnberg.example', role: 'admin', teams: [] },
  { login: 'nora', name: 'Nora Stein', address: 'n.stein@sonnberg.example', role: 'agent', teams: ['Kundenservice'] },
  { login: 'tim', name: 'Tim Vogel', address: 't.vogel@sonnberg.example', role: 'agent', teams: ['Vertrieb'] },
  { login: 'ruth', name: 'Ruth Özdemir', address: 'r.oezdemir@sonnberg.example', role: 'lead', teams: ['Kundenservice', 'Personal'] },
  { login: 'lisa', name: 'Lisa Frey', address: 'l.frey@sonnberg.example', role: 'reader', teams: [] },
  { login: 'dirk', name: 'Dirk Sommer', address: 'd.sommer@sonnberg.example', role: 'privacy', teams: [] },
  /** Comes and goes in examples and tests. */
  { login: 'otto', name: 'Otto Renz', address: 'o.renz@sonnberg.example', role: 'reader', teams: [] },
  { login: 'erp', name: 'Warenwirtschaft', address: 'erp@sonnberg.example', role: 'service', teams: [] },
]

/** Whose the records of the world are: team, and owner of what is private. */
export const worldCases: Readonly<Record<string, { readonly team: string | null; readonly owner: string | null }>> = {
  'abo-umstellung': { team: 'Kundenservice', owner: 'nora' },
  adressaenderung: { team: 'Kundenservice', owner: 'nora' },
  mahnsperre: { team: 'Kundenservice', owner: 'nora' },
  reklamation: { team: 'Vertrieb', owner: 'tim' },
  namensaenderung: { team: 'Personal', owner: 'ruth' },
}
export const worldOpportunities: Readonly<Record<string, { readonly team: string | null; readonly owner: string | null }>> = {
  jahresabo: { team: 'Vertrieb', owner: 'tim' },
  'serie-herbst': { team: 'Vertrieb', owner: 'tim' },
  beilage: { team: 'Vertrieb', owner: 'tim' },
  digital: { team: 'Personal', owner: 'ruth' },
}
