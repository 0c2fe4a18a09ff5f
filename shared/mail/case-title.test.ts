import { expect, it } from 'vitest'
import { caseTitleOf } from './case-title'

it.each([
  ['AW: Abo-Umstellung [VG=4711-x7k]', 'Abo-Umstellung'],
  ['WG: AW: [KD=10023] Adressänderung Filiale', 'Adressänderung Filiale'],
  ['[VG=4711-x7k] AW: Abo-Umstellung', 'Abo-Umstellung'],
  ['[EXTERN] Re[2]: Reklamation', 'Reklamation'],
  ['Abo  und\tRechnung', 'Abo und Rechnung'],
  ['AW: [VG=4711-x7k]', ''],
  ['', ''],
  ['Ä'.repeat(300), 'Ä'.repeat(200)],
])('%s → %s', (subject, title) => {
  expect(caseTitleOf(subject)).toBe(title)
})
