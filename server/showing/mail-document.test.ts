import { createHash } from 'node:crypto'
import { documentStyle } from '@postakte/shared/showing/document-style'
import { frameAttributes } from '@postakte/shared/showing/frame'
import { mailDocument } from '@postakte/shared/showing/mail-document'
import { contentPolicy, styleHash } from '@postakte/shared/showing/policy'
import { secondLayer } from '@postakte/shared/showing/second-layer'
import type { ShownMail } from '@postakte/shared/showing/shown-mail'
import { describe, expect, it } from 'vitest'
import { documentHeaders } from './document-headers'

const shown: ShownMail = { kind: 'html', html: '<p>Guten Tag</p>', notes: [], blockedPictures: 0, ownPictures: [] }

it('the policy names the style that stands in the document', () => {
  expect(styleHash).toBe(createHash('sha256').update(documentStyle).digest('base64'))
  expect(mailDocument(shown, { language: 'de' })).toContain(`<style>${documentStyle}</style>`)
})

describe('the document of a mail', () => {
  it('says in German and in English what it shows', () => {
    expect(mailDocument(shown, { language: 'de' })).toContain('<html lang="de" data-theme="auto">')
    expect(mailDocument(shown, { language: 'de' })).toContain('<p class="label">E-Mail-Inhalt</p>')
    expect(mailDocument(shown, { language: 'en', theme: 'dark' })).toContain('<html lang="en" data-theme="dark">')
    expect(frameAttributes('en')).toEqual({
      sandbox: 'allow-popups allow-popups-to-escape-sandbox',
      referrerpolicy: 'no-referrer',
      title: 'Content of the e-mail',
    })
  })
  it('has its policy before anything of the mail', () => {
    const document = mailDocument({ ...shown, html: '<meta http-equiv=Content-Security-Policy content="x">' }, { language: 'de' })
    expect(document.indexOf("default-src 'none'; img-src data:;")).toBeLessThan(document.indexOf('<main>'))
    expect(document).toContain('<main>&lt;meta http-equiv')
  })
  it('says what is not shown, above the mail and outside its border', () => {
    const document = mailDocument({ ...shown, notes: ['cut'], blockedPictures: 3 }, { language: 'de' })
    expect(document).toContain('Diese Mail ist sehr lang und hier gekürzt.')
    expect(document).toContain('Nicht geladene Bilder aus dem Internet: 3.')
    expect(document.lastIndexOf('class="note"')).toBeLessThan(document.indexOf('<main>'))
  })
  it('lets pictures of the Internet in only when it is told so', () => {
    expect(contentPolicy(false)).not.toContain('http')
    const document = mailDocument({ ...shown, blockedPictures: 3 }, { language: 'de', remotePictures: true })
    expect(document).toContain('img-src data: https: http:;')
    expect(document).not.toContain('Nicht geladene Bilder')
  })
  it('makes elements text that would look up a host whatever the policy says', () => {
    const html = '<link rel=preconnect href=//x><LINK/rel=x></iframe><iframe\nsrc=x><linked><frameset>'
    expect(mailDocument({ ...shown, html }, { language: 'de' })).toContain(
      '<main>&lt;link rel=preconnect href=//x>&lt;LINK/rel=x>&lt;/iframe>&lt;iframe\nsrc=x><linked>&lt;frameset></main>',
    )
  })
  it('has the same policy and the sandbox in its headers when our own origin serves it', () => {
    expect(documentHeaders(false)).toMatchObject({
      'content-security-policy': `${contentPolicy(false)}; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  })
})

describe("the browser's layer fails closed", () => {
  const purifier = (isSupported: unknown, sanitize: (html: string) => unknown = (html) => html) => ({
    isSupported: isSupported as boolean,
    addHook: () => {},
    sanitize,
  })
  it('where DOMPurify does not know the DOM and would hand everything back', () => {
    expect(() => secondLayer(purifier(undefined))).toThrow('this browser cannot clean the HTML of a mail')
    expect(() => secondLayer(purifier(false))).toThrow()
    expect(() => secondLayer(purifier('yes'))).toThrow()
  })
  it('where what comes back is no text', () => {
    expect(() => secondLayer(purifier(true, () => ({})))('<b>')).toThrow('is no text')
  })
})
