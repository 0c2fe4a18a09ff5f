import { describe, expect, it } from 'vitest'
import { cleanHtml } from './clean-html'
import { textBody } from './text-body'

const shown = (html: string) => cleanHtml(html, { language: 'de' })!.html
const fold = (older: string) => `<details><summary>Zitierte Nachricht</summary>${older}</details>`

describe('the older mail below a reply is folded', () => {
  it('Thunderbird and Apple', () => {
    expect(shown('<p>Ja, gern.</p><div class="moz-cite-prefix">Am 2.3. schrieb Anna:</div><blockquote type="cite">Abo?</blockquote>')).toBe(
      `<p>Ja, gern.</p><div>Am 2.3. schrieb Anna:</div>${fold('<blockquote>Abo?</blockquote>')}`,
    )
  })
  it('Gmail', () => {
    expect(
      shown(
        '<div>Ja.</div><br><div class="gmail_quote"><div class="gmail_attr">Am 2.3.:</div><blockquote class="gmail_quote">Abo?</blockquote></div>',
      ),
    ).toBe(`<div>Ja.</div><br>${fold('<div><div>Am 2.3.:</div><blockquote>Abo?</blockquote></div>')}`)
  })
  it('Outlook on Windows: everything from the line above the older mail on', () => {
    const line =
      '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>Von:</b> Anna</p></div></div>'
    expect(shown(`<div class=WordSection1><p>Ja.</p>${line}<p>Abo?</p></div>`)).toMatch(
      /^<div><p>Ja\.<\/p><details><summary>Zitierte Nachricht<\/summary><div><div style="[^"]+"><p><b>Von:<\/b> Anna<\/p><\/div><\/div><p>Abo\?<\/p><\/details><\/div>$/,
    )
  })
  it('Outlook on the web', () => {
    expect(shown('<div>Ja.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Von:</b> Anna</div><div>Abo?</div>')).toBe(
      `<div>Ja.</div>${fold('<div></div><hr><div><b>Von:</b> Anna</div><div>Abo?</div>')}`,
    )
  })
  it('the last of several', () => {
    expect(shown('<blockquote type=cite>Frage 1</blockquote>Antwort<blockquote type=cite>Frage 2</blockquote>')).toBe(
      `<blockquote>Frage 1</blockquote>Antwort${fold('<blockquote>Frage 2</blockquote>')}`,
    )
  })
})

describe('but stays open', () => {
  it.each([
    ['where nothing new stands above it', '<blockquote type=cite>Abo?</blockquote>'],
    ['where the answer stands below it', '<p>Hallo</p><blockquote type=cite>Abo?</blockquote><p>Ja, gern.</p>'],
    ['where it is a quote of another kind', '<p>Goethe sagt:</p><blockquote>Edel sei der Mensch</blockquote>'],
    ['where a picture stands below it', '<p>Hallo</p><blockquote type=cite>Abo?</blockquote><img src="cid:a@b">'],
  ])('%s', (_, html) => expect(shown(html)).not.toContain('<details>'))

  it('in a row of a table, which cannot be parted', () => {
    expect(shown('<table><tr class="gmail_quote"><td>Abo?</td></tr></table>')).not.toContain('<details>')
    expect(shown('<p>Ja</p><table><tr><td>x</td></tr><tr class="gmail_quote"><td>Abo?</td></tr></table>')).not.toContain('<details>')
  })
})

describe('the older mail below the text of a reply', () => {
  const text = (html: string) => `<div style="white-space: pre-wrap">${html}</div>`
  it.each([
    ['> marks', 'Ja, gern.\n\n> Abo?\n> Gruß\n', 'Ja, gern.', '&gt; Abo?\n&gt; Gruß'],
    [
      'an introduction',
      'Ja.\n\nAm 02.03.2026 um 10:00 schrieb Anna Huber:\n> Abo?',
      'Ja.',
      'Am 02.03.2026 um 10:00 schrieb Anna Huber:\n&gt; Abo?',
    ],
    ['a separator', 'Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Anna', 'Ja.', '-----Ursprüngliche Nachricht-----\nVon: Anna'],
  ])('is folded by %s', (_, mail, own, older) => expect(textBody(mail, 'de')).toBe(`${text(own)}${fold(text(older))}`))

  it.each([
    ['when the answer stands below', 'Am 02.03.2026 um 10:00 schrieb Anna Huber:\n> Abo?\n\nJa, gern.'],
    ['when there is nothing else', '> Abo?'],
  ])('stays open %s', (_, mail) => expect(textBody(mail, 'de')).not.toContain('<details>'))
})
