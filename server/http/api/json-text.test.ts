import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameTwice } from './json-text'

describe('a name that stands twice in a JSON text', () => {
  it.each<[string, string | null]>([
    ['{"name":"Huber","name":"Mayer"}', 'name'],
    ['{"filing":{"caseId":"1","contactId":"2","caseId":"3"}}', 'caseId'],
    ['[{"id":"1"},{"id":"1","id":"2"}]', 'id'],
    ['{"name":1,"n\\u0061me":2}', 'name'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"a":{"name":1},"name":2}', null],
    ['[{"name":1},{"name":2}]', null],
    ['{"note":"\\"name\\":1, \\"name\\":2","name":"}{"}', null],
    ['{"list":["name","name"],"other":{"list":":"}}', null],
    ['"name"', null],
    ['7', null],
  ])('%s: %s', (text, name) => {
    expect(nameTwice(text)).toBe(name)
  })
  it('is found in no value that was written by JSON.stringify, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, spaced) => {
        expect(nameTwice(JSON.stringify(value, null, spaced ? 2 : undefined))).toBeNull()
      }),
    )
  })
  it('is found in the middle of a very deep or very long text', () => {
    const deep = 5_000
    expect(nameTwice(`${'{"a":'.repeat(deep)}{"b":1,"b":2}${'}'.repeat(deep)}`)).toBe('b')
    expect(nameTwice(`{"a":"${'\\"'.repeat(400_000)}","b":1,"b":2}`)).toBe('b')
  })
})
