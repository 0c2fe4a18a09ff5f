import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanHtml } from './clean-html'
import { readTree } from './clean-tree'
import { mixtures } from './payloads/mixtures'

const clean = (html: string) => cleanHtml(html, { language: 'de' })!
const htmlOf = (html: string) => clean(html).html

describe('the HTML of a customer', () => {
  it('keeps what Outlook writes: paragraphs, fonts, indents, tables', () => {
    expect(
      htmlOf(
        '<html><head><style>p{margin:0}</style></head><body lang=DE><div class=WordSection1><p class=MsoNormal style=\'margin-left:36.0pt\'><span style=\'font-size:11.0pt;font-family:"Calibri",sans-serif;mso-fareast-language:DE\'>Guten Tag,<o:p></o:p></span></p><table border=1 cellpadding=3 width="100%"><tr><td bgcolor="#EEEEEE" width=120 valign=top>Abo</td></tr></table></div></body></html>',
      ),
    ).toBe(
      '<div lang="DE"><div><p style="margin-left: 36.0pt"><span style="font-size: 11.0pt; font-family: calibri,sans-serif">Guten Tag,</span></p><table width="100%" border="1" cellpadding="3"><tr><td width="120" bgcolor="#eeeeee" valign="top">Abo</td></tr></table></div></div>',
    )
  })
  it('has no style element, class, id, drawing, form or comment', () => {
    expect(
      htmlOf('<style>x</style><b class=a id=b name=c data-x=d>1</b><svg><text>2</text></svg><form><input value=3>4</form><!-- 5 -->'),
    ).toBe('<b>1</b>4')
  })
  it('shows what stands in a noscript: there are no scripts here', () => {
    expect(htmlOf('<noscript><p>Ohne Skripte</p></noscript>')).toBe('<p>Ohne Skripte</p>')
  })
})

describe('hidden text becomes visible (D06, D29)', () => {
  it.each([
    ['display', '<div style="display:none">Zahlen Sie</div>'],
    ['visibility', '<div style="visibility:hidden;opacity:0">Zahlen Sie</div>'],
    ['size', '<div style="font-size:0;line-height:1px;mso-hide:all">Zahlen Sie</div>'],
    ['place', '<div style="position:absolute;left:-9999px;text-indent:-999px">Zahlen Sie</div>'],
    ['height', '<div style="height:0;max-height:0;overflow:hidden">Zahlen Sie</div>'],
    ['attribute', '<div hidden>Zahlen Sie</div>'],
  ])('by its %s', (_, html) => expect(htmlOf(html)).toBe('<div>Zahlen Sie</div>'))

  it('only after a forward (Kobold letters): the style that would hide it is gone', () => {
    expect(htmlOf('<style>.k{display:none}.moz-text-html>div>.k{display:block}</style><p class=k>Neue Bankverbindung</p>')).toBe(
      '<p>Neue Bankverbindung</p>',
    )
  })
  it.each([
    ['white on white', '<p style="color:#fff">x</p>', '<p style="color: #000000">x</p>'],
    ['nearly white', '<font color="#fefefe">x</font>', '<font style="color: #000000">x</font>'],
    [
      'white where the dark picture behind it is gone',
      '<td style="color:white;background:url(x) #000">x</td>',
      '<td style="color: #000000">x</td>',
    ],
    [
      'black on black',
      '<table bgcolor=black><tr><td>x</td></tr></table>',
      '<table bgcolor="#000000" style="color: #ffffff"><tr><td>x</td></tr></table>',
    ],
    ['see-through', '<p style="color:rgba(0,0,0,0)">x</p>', '<p>x</p>'],
  ])('%s', (_, html, expected) => expect(htmlOf(html)).toBe(expected))

  it('leaves colours that can be read', () => {
    expect(htmlOf('<p style="color:#c00">x</p>')).toBe('<p style="color: #cc0000">x</p>')
    expect(htmlOf('<p style="background-color:navy;color:#fff">x</p>')).toBe('<p style="background-color: #000080; color: #ffffff">x</p>')
  })
  it('marks signs that turn the text round by force', () => {
    expect(htmlOf('<p>Konto \u202e321</p>')).toBe('<p>Konto \ufffd321</p>')
  })
})

describe('links (D09, D10)', () => {
  it('says where a link leads when its text says something else', () => {
    expect(htmlOf('<a href="https://evil.example/x">https://bank.example</a>')).toContain(
      '>https://bank.example<small> [führt zu evil.example]</small></a>',
    )
  })
  it.each([
    ['names and passwords that disguise', '<a href="https://evil.example/">https://bank.example@evil.example</a>', false],
    ['the same site', '<a href="https://www.bank.example/x">bank.example/x</a>', false],
    ['words', '<a href="https://evil.example/">Zur Rechnung</a>', false],
    ['invisible signs in the text', '<a href="https://evil.example/">bank\u200b.example</a>', true],
    ['a text cut in pieces', '<a href="https://evil.example/"><b>bank</b>.<i>example</i></a>', true],
    ['umlauts that are the same', '<a href="https://xn--mller-kva.example/">müller.example</a>', false],
    ['letters that look alike', '<a href="https://xn--pple-43d.example/">Apple</a>', true],
  ])('%s', (_, html, told) => expect(htmlOf(html).includes('[führt zu ')).toBe(told))

  it('gives every link its own window and tells nobody where it was clicked', () => {
    expect(htmlOf('<a href="http://huber-verlag.example/?a=1&amp;b=2" target=_top onclick=x>x</a>')).toBe(
      '<a href="http://huber-verlag.example/?a=1&amp;b=2" title="huber-verlag.example" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    )
  })
})

describe('pictures', () => {
  it('counts those on the Internet and loads none', () => {
    const { html, blockedPictures } = clean('<img src="https://cdn.example.org/a.png" alt="Logo"><img src="//cdn.example.org/b.png">')
    expect(blockedPictures).toBe(2)
    expect(html).toBe(
      '<img alt="Logo" data-blocked-src="https://cdn.example.org/a.png"><img data-blocked-src="https://cdn.example.org/b.png">',
    )
  })
  it('names its own parts and loads them from where the caller says, only as pictures', () => {
    const own = (cid: string) =>
      ({ 'logo@huber': 'data:image/png;base64,iVBORw0KGgo=', 'page@huber': 'data:text/html,<script>x</script>' })[cid] ?? null
    const html = '<img src="cid:logo@huber"><img src="cid:page%40huber"><img src="cid:fremd@x">'
    const { html: shown, cids } = cleanHtml(html, { language: 'de', pictures: { own, remote: false } })!
    expect(cids).toEqual(['logo@huber', 'page@huber', 'fremd@x'])
    expect(shown).toBe(
      '<img data-cid="logo@huber" src="data:image/png;base64,iVBORw0KGgo="><img data-cid="page@huber"><img data-cid="fremd@x">',
    )
  })
  it('never loads a pixel that only reports, nor anything in a private network', () => {
    const bad = ['http://localhost./x', 'http://2130706433/x', 'http://0x7f000001/x', 'http://0177.0.0.1/x', 'http://127.1/x']
    const worse = [
      'http://[::ffff:127.0.0.1]/',
      'http://0/',
      'http://fritz.box:49000/',
      'http://intranet/',
      'http://nas.local/x',
      'http://169.254.169.254/',
    ]
    for (const src of [...bad, ...worse]) expect(clean(`<img src="${src}">`)).toMatchObject({ html: '', blockedPictures: 0 })
    expect(clean('<img src="https://t.example.org/open" width=1 height="1px">')).toMatchObject({ html: '', blockedPictures: 0 })
  })
})

describe('bombs', () => {
  it.each([
    ['400,000 divs', '<div>'.repeat(400_000)],
    ['20,000 tables in each other', '<table><tr><td>'.repeat(20_000)],
    ['lists whose items never end', '<li><p>'.repeat(200_000)],
    ['200,000 elements', '<b></b>'.repeat(200_000)],
    ['links that grow', '<a href=http:a>'.repeat(130_000)],
  ])('%s are too elaborate to be shown', (_, html) => expect(cleanHtml(html, { language: 'de' })).toBeNull())

  it('200,000 attributes are left out', () => {
    const attributes = Array.from({ length: 200_000 }, (_, at) => `a${at}`).join(' ')
    expect(htmlOf(`<p ${attributes} dir=ltr>Text</p>`)).toBe('<p dir="ltr">Text</p>')
  })
  it('5 MB are cut, not in the middle of a sign, and say so', () => {
    const { html, cut } = clean(`<p>${'Grüße 😀 '.repeat(600_000)}</p>`)
    expect(cut).toBe(true)
    expect(html.length).toBeLessThan(2_000_100)
    expect(html).not.toMatch(/\p{Cs}/u)
  })
  it('a mail with a long thread is shown', () => {
    expect(htmlOf('<blockquote><div>Text '.repeat(150)).match(/<blockquote>/g)).toHaveLength(150)
  })
})

describe('whatever a mail writes', () => {
  it('comes out in the one form that is allowed', () => {
    fc.assert(
      fc.property(mixtures, (html) => {
        const cleaned = cleanHtml(html, { language: 'de' })?.html ?? ''
        expect(() => readTree(cleaned)).not.toThrow()
        expect(cleaned).not.toMatch(/<[^>]*data-quote|<(?:script|style|svg|math|iframe|form)|="\s*javascript:/i)
      }),
      { numRuns: 2_000 },
    )
  })
})
