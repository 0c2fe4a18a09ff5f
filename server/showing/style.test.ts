import { keptStyle } from '@postakte/shared/showing/style'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payloadClasses } from './payloads/payloads'

describe('of an inline style stays', () => {
  it.each([
    ['color:#C00;FONT-SIZE : 11.0pt ! important', 'color: #cc0000; font-size: 11.0pt'],
    ['font-family:"Segoe UI",\'Arial\',sans-serif', 'font-family: segoe ui,arial,sans-serif'],
    ['margin:0cm;margin-left:36pt;padding:3.0pt 0cm 0cm 0cm', 'margin: 0cm; margin-left: 36pt; padding: 3.0pt 0cm 0cm 0cm'],
    ['border:none;border-top:solid #E1E1E1 1.0pt', 'border: none; border-top: solid #e1e1e1 1.0pt'],
    ['background:white;mso-line-height-rule:exactly', 'background-color: #ffffff'],
    ['width:50%;max-width:600px;text-align:center', 'width: 50%; max-width: 600px; text-align: center'],
    ['line-height:105%;vertical-align:middle', 'line-height: 105%; vertical-align: middle'],
    ['color:rgb(10, 20, 30)', 'color: #0a141e'],
  ])('%s', (style, expected) => expect(keptStyle(style)).toBe(expected))
})

describe('of an inline style goes', () => {
  it.each([
    'position:fixed',
    'position:absolute;top:0;left:0;z-index:9',
    'transform:scale(9)',
    'margin:-9px',
    'margin-top:calc(0px - 9px)',
    'margin:0 0 0 0 0',
    'display:none',
    'display:flex',
    'visibility:hidden',
    'opacity:0',
    'font-size:0',
    'font-size:1px',
    'font-size:999px',
    'line-height:0',
    'text-indent:-99px',
    'color:transparent',
    'color:rgba(0,0,0,.1)',
    'color:rgb(0,0,999)',
    'background:url(http://x/)',
    'background:red url(http://x/)',
    'background:var(--x)',
    '--x:red',
    'background-image:url(x)',
    'cursor:url(x)',
    'content:"x"',
    'width:99999px',
    'width:expression(x)',
    'height:0',
    'behavior:url(x)',
    '\\63olor:red',
    'c/**/olor:red',
    'color:r\\65d',
    'color:red/*',
    'constructor:x',
    '__proto__:x',
    'toString:x',
    'color',
    ':red',
    'font-family:x"><img>',
    'font-family:expression(x)',
    'animation:x 1s',
    'all:unset',
    'unicode-bidi:bidi-override',
  ])('%s', (style) => expect(keptStyle(style)).toBe(''))
})

it('has no sign with which anything could be loaded, escaped or ended', () => {
  const probe = { id: 1, js: 'x()', host: 'h.example', url: 'http://h.example' }
  const styles = payloadClasses.flatMap(({ payloads }) => payloads.flatMap(([, html]) => html(probe).match(/style="([^"]*)"/)?.[1] ?? []))
  const piece = fc.oneof(
    fc.constantFrom(...styles, ';', ':', '\\', '/*', '*/', '"', "'", '(', ')', 'color', 'red', 'margin', '-1px', '!important'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
      expect(keptStyle(pieces.join(''))).toMatch(/^(?:[a-z-]+: [\p{L}\p{N}\s#%.,_-]+(?:; |$))*$/u)
      expect(keptStyle(pieces.join(''))).not.toMatch(/position|transform|(?:^|[\s:])-\d/)
    }),
    { numRuns: 2_000 },
  )
})
