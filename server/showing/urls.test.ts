import { cidOf, dataPicture, linkOf, remotePicture } from '@postakte/shared/showing/urls'
import { describe, expect, it } from 'vitest'

describe('links that may be clicked', () => {
  it.each([
    ['https://huber-verlag.example/a b?c=ü', 'https://huber-verlag.example/a%20b?c=%C3%BC', 'huber-verlag.example'],
    [' HTTP://Huber-Verlag.example ', 'http://huber-verlag.example/', 'huber-verlag.example'],
    ['//huber-verlag.example/x', 'https://huber-verlag.example/x', 'huber-verlag.example'],
    ['https://bank.example:pw@evil.example/', 'https://evil.example/', 'evil.example'],
    ['http://3232235777/', 'http://192.168.1.1/', '192.168.1.1'],
    ['https://аpple.example/', 'https://xn--pple-43d.example/', 'xn--pple-43d.example'],
    [
      'mailto:anna@huber-verlag.example?subject=Abo&body=Zeile%0d%0a2',
      'mailto:anna@huber-verlag.example?subject=Abo&body=Zeile%0d%0a2',
      'anna@huber-verlag.example',
    ],
    ['mailto:a@b.example?attach=/etc/passwd&bcc=c@d.example&subject=x%0aBcc:y', 'mailto:a@b.example', 'a@b.example'],
    ['tel:+49 (931) 418-0', 'tel:+499314180', '+499314180'],
  ])('%s', (href, shown, target) => expect(linkOf(href)).toEqual({ href: shown, target }))

  it.each([
    '',
    '#',
    '#top',
    '/x',
    'x.html',
    'javascript:x',
    'JAVA\tSCRIPT:x',
    '\u00a0javascript:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///x',
    'ftp://x/',
    'blob:https://x/',
    'about:blank',
    'ms-word:x',
    'search-ms:x',
    'tel:*%2306%23',
    'tel:',
    'mailto:a@b%0d%0aBcc:x',
    'http://',
    `https://x/${'a'.repeat(9_000)}`,
  ])('none: %s', (href) => expect(linkOf(href)).toBeNull())
})

describe('pictures', () => {
  it.each(['https://cdn.example.org/x.png', 'http://cdn.example.org/x.png'])('on the Internet: %s', (src) =>
    expect(remotePicture(src)).toBe(src),
  )
  it.each([
    'https://cdn.example.org:8443/x',
    'http://10.0.0.1/x',
    'http://[fe80::1]/x',
    'http://router/x',
    'http://x.local/y',
    'http://x.home.arpa/y',
    'data:image/png;base64,AA==',
    'cid:x',
    'file:///x.png',
    'javascript:x',
    '',
  ])('not to be loaded: %s', (src) => expect(remotePicture(src)).toBeNull())
  it.each(['data:image/png;base64,iVBORw0KGgo=', 'DATA:image/jpeg;base64,/9j/'])('in the HTML: %s', (src) =>
    expect(dataPicture(src)).toBe(src),
  )
  it.each([
    'data:image/svg+xml;base64,AA==',
    'data:text/html;base64,AA==',
    'data:image/png,x',
    'data:image/png;base64,<svg>',
    'data:image/png;charset=x;base64,AA==',
  ])('not in the HTML: %s', (src) => expect(dataPicture(src)).toBeNull())
  it('of parts of the mail', () => {
    expect(cidOf(' CID:bild001.png@01DA%2bX ')).toBe('bild001.png@01DA+X')
    expect(cidOf('cid:')).toBeNull()
    expect(cidOf('xcid:a')).toBeNull()
  })
})
