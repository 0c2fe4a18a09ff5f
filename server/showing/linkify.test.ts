import { linkify } from '@postakte/shared/showing/linkify'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { payloadClasses } from './payloads/payloads'

const hrefs = (text: string) => [...linkify(text).matchAll(/<a href="([^"]*)"/g)].map((match) => match[1])
const back = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (one) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" })[one]!)

it('escapes what looks like an address and is markup (D11)', () => {
  const html = linkify('a@a.co?]<img/src="x"/onerror=alert(document.domain)>')
  expect(html).toBe(
    '<a href="mailto:a@a.co" title="a@a.co" target="_blank" rel="noopener noreferrer nofollow">a@a.co</a>?]&lt;img/src=&quot;x&quot;/onerror=alert(document.domain)&gt;',
  )
})
it.each([
  ['Siehe https://huber-verlag.example/abo?x=1&y=2.', ['https://huber-verlag.example/abo?x=1&amp;y=2']],
  ['(www.huber-verlag.example)', ['https://www.huber-verlag.example/']],
  ['https://de.wikipedia.org/wiki/Abo_(Zeitung), danke', ['https://de.wikipedia.org/wiki/Abo_(Zeitung)']],
  ['<https://huber-verlag.example/>', ['https://huber-verlag.example/']],
  ['anna@huber-verlag.example, karin@gmx.de!', ['mailto:anna@huber-verlag.example', 'mailto:karin@gmx.de']],
  ['HTTPS://HUBER-VERLAG.EXAMPLE/A', ['https://huber-verlag.example/A']],
  ['http://müller.example', ['http://xn--mller-kva.example/']],
  ['https://bank.example@evil.example/', ['https://evil.example/']],
  ['javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x ms-word:x', []],
  ['https:// www. http://" @ a@b', []],
  ['https://x.example/"onmouseover="alert(1)', ['https://x.example/']],
])('%s', (text, expected) => expect(hrefs(text)).toEqual(expected))

it('gives every text back unchanged, and no tag but its own links', () => {
  const probe = { id: 1, js: 'x()', host: 'h.example', url: 'http://h.example' }
  const payload = fc.constantFrom(...payloadClasses.flatMap(({ payloads }) => payloads.map(([, html]) => html(probe))))
  const word = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.emailAddress(),
    payload,
    fc.constantFrom('www.', 'https://', '<', '"', '&', '@', ')', ']', '>'),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const text = words.join('')
      const html = linkify(text)
      expect(back(html)).toBe(text)
      expect(
        html.replace(
          /<a href="(?:https?:\/\/|mailto:)[^"<>]*" title="[^"<>]*" target="_blank" rel="noopener noreferrer nofollow">|<\/a>/g,
          '',
        ),
      ).not.toMatch(/[<>"']/)
    }),
    { numRuns: 1_000 },
  )
})
it('is linear in what could be an address', () => {
  expect(linkify('a'.repeat(1_000_000))).toHaveLength(1_000_000)
  expect(linkify('a.'.repeat(300_000))).toHaveLength(600_000)
  expect(hrefs('www.a.example '.repeat(20_000))).toHaveLength(20_000)
  expect(linkify(`${'a@'.repeat(200_000)}`)).not.toContain('<a')
})
