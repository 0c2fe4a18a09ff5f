import { expect, it } from 'vitest'
import { isThanks } from './thanks'

it.each([
  ['Danke!', true],
  ['Vielen Dank! Viele Grüße, Anna Huber', true],
  ['Super, danke Ihnen für die schnelle Hilfe. LG', true],
  ['Thanks a lot, all good. Best regards, Anna', true],
  ['Merci beaucoup, bonne journée', true],
  ['Danke, aber die Rechnung stimmt nicht', false],
  ['Danke, wann kommt die Lieferung?', false],
  ['Vielen Dank. Die Nummer ist 4711.', false],
  ['Danke, Ben', false],
  ['Dank Ihrer Auskunft klagen wir', false],
  ['Viele Grüße, Anna Huber', false],
  ['', false],
])('%s: %s', (text, thanks) => {
  expect(isThanks(text, 'Anna Huber')).toBe(thanks)
})
