import { expect, it } from 'vitest'
import { nestsDeeply } from './html-depth'

it('takes mails of mail programs, with their open paragraphs and cells, for shallow', () => {
  expect(nestsDeeply('<p>Zeile<br><img src=x>'.repeat(50_000))).toBe(false)
  expect(nestsDeeply('<table><tr><td>x</table>'.repeat(50_000))).toBe(false)
  expect(nestsDeeply('<blockquote><div>x</div></blockquote>'.repeat(50_000))).toBe(false)
})

it('finds bombs of nested elements', () => {
  expect(nestsDeeply('<div>'.repeat(5_000))).toBe(true)
  expect(nestsDeeply('<b><i><u>'.repeat(5_000))).toBe(true)
})
