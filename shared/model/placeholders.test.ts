import { describe, expect, it } from 'vitest'
import { fillPlaceholders, unknownPlaceholders } from './placeholders'

const anna = { 'contact.name': 'Anna Huber', 'contact.company': null, 'case.tag': '[VG=4711-x7k]' }

describe('placeholders', () => {
  it.each([
    ['Guten Tag {{kontakt.name}}', 'Guten Tag Anna Huber', []],
    ['Dear {{contact.name}}', 'Dear Anna Huber', []],
    ['{{ Kontakt.Name }}, {{vorgang.kennung}}', 'Anna Huber, [VG=4711-x7k]', []],
    ['Firma {{kontakt.firma}}', 'Firma {{kontakt.firma}}', ['kontakt.firma']],
    ['Firma {{kontakt.firma|ohne Firma}}', 'Firma ohne Firma', []],
    ['{{kontakt.name|niemand}}', 'Anna Huber', []],
    ['{{nutzer.name}} {{nutzer.name}}', '{{nutzer.name}} {{nutzer.name}}', ['nutzer.name']],
    ['{{constructor}} {{__proto__}} {{kontakt}}', '{{constructor}} {{__proto__}} {{kontakt}}', ['constructor', '__proto__', 'kontakt']],
    ['{kontakt.name} {{}} {{ {{kontakt.name}} }}', '{kontakt.name} {{}} {{ Anna Huber }}', []],
  ])('fill %s', (text, filled, unfilled) => {
    expect(fillPlaceholders(text, anna)).toEqual({ text: filled, unfilled })
  })
  it('are text when they stand in a name: nobody’s name is filled again', () => {
    const name = '{{case.tag}} {% include "/etc/passwd" %} ${x} $& $1'
    expect(fillPlaceholders('Hallo {{kontakt.name}}!', { ...anna, 'contact.name': name }).text).toBe(`Hallo ${name}!`)
  })
  it('are named where there is no such one', () => {
    expect(unknownPlaceholders('{{kontakt.name}} {{kontakt.schuhgroesse}} {{case.tag|x}}')).toEqual(['kontakt.schuhgroesse'])
  })
  it.each(['', 'Ohne alles', '{ {kontakt.name} }', '{{kontakt.name', 'a}}b', '{{a\nb', '$&'])(
    'leave a text without them as it is: %j',
    (text) => {
      expect(fillPlaceholders(text, anna)).toEqual({ text, unfilled: [] })
    },
  )
})
