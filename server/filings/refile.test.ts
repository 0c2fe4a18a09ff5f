import { expect, it } from 'vitest'
import { refile } from './refile'

const anna = { kind: 'contact', id: '1' } as const
const paul = { kind: 'contact', id: '2' } as const
const byRule = { byPerson: false, removed: false }

it('adds what is wanted and takes back what a rule filed and no rule wants', () => {
  expect(refile([anna], [{ target: paul, ...byRule }])).toEqual({ add: [anna], remove: [paul] })
})
it('leaves what a person filed', () => {
  expect(refile([], [{ target: paul, byPerson: true, removed: false }])).toEqual({ add: [], remove: [] })
})
it('never files again what a person took away', () => {
  expect(refile([anna], [{ target: anna, byPerson: false, removed: true }])).toEqual({ add: [], remove: [] })
})
it('changes nothing when all is as wanted', () => {
  expect(refile([anna], [{ target: anna, ...byRule }])).toEqual({ add: [], remove: [] })
})
