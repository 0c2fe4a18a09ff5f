import { expect, it } from 'vitest'
import { searchPatterns, searchText } from './search-text'

/** As LIKE does it. */
const finds = (question: string, text: string) => {
  const patterns = searchPatterns(question)
  return patterns.length > 0 && patterns.every((one) => searchText(text).includes(one.slice(1, -1).replace(/\\(.)/g, '$1')))
}

it.each([
  ['bestä', 'Bestätigung der Bestellung'],
  ['bestae', 'Bestätigung der Bestellung'],
  ['besta', 'Bestätigung der Bestellung'],
  ['BESTELLUNG bestät', 'Bestätigung der Bestellung'],
  ['strasse', 'Straße'],
  ['straße', 'STRASSE'],
  ['ste', 'Steuer'],
  ['neue', 'Neue Adresse'],
  ['resume', 'Résumé'],
  ['100%', 'Rabatt 100%'],
  ['a_b', 'a_b'],
])('%s finds %s', (question, text) => {
  expect(finds(question, text)).toBe(true)
})
it.each([
  ['bestätigt', 'Bestätigung'],
  ['100%', '100 Prozent'],
  ['a_b', 'axb'],
  ['', 'Bestätigung'],
  ['  ', 'Bestätigung'],
])('%s does not find %s', (question, text) => {
  expect(finds(question, text)).toBe(false)
})
