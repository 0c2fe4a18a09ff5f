import type { PayloadClass } from './payload'

const big = 'width:9999px;height:9999px;background:#c00;color:#fff'
const fake = 'Ihre Sitzung ist abgelaufen. <a href="https://bank.example/">Neu anmelden</a>'

/** Drawing over what stands around the mail: a false banner, a false sign-in. */
export const overlays: PayloadClass = {
  name: 'overlays',
  payloads: [
    ['fixed', () => `<div style="position:fixed;top:0;left:0;${big}">${fake}</div>`],
    ['fixed and important', () => `<div style="position:fixed !important;inset:0;z-index:2147483647;${big}">${fake}</div>`],
    ['fixed in capitals', () => `<div style="POSITION : FIXED;top:0;left:0;${big}">${fake}</div>`],
    ['fixed with an escape', () => `<div style="position:f\\69xed;top:0;left:0;${big}">${fake}</div>`],
    ['fixed behind a comment', () => `<div style="position:/**/fixed;top:0;left:0;${big}">${fake}</div>`],
    ['fixed by a style element', () => `<style>.x{position:fixed;top:0;left:0;${big}}</style><div class=x>${fake}</div>`],
    ['fixed by an id', () => `<style>#x{position:fixed;top:0;left:0;${big}}</style><div id=x>${fake}</div>`],
    ['absolute', () => `<div style="position:absolute;top:-500px;left:-500px;z-index:9;${big}">${fake}</div>`],
    ['relative', () => `<div style="position:relative;top:-500px;z-index:9;${big}">${fake}</div>`],
    ['sticky', () => `<div style="position:sticky;top:-500px;margin-top:-500px;${big}">${fake}</div>`],
    ['negative margin', () => `<div style="margin-top:-500px;position:relative;${big}">${fake}</div>`],
    ['negative margin in a short form', () => `<div style="margin:-500px;${big}">${fake}</div>`],
    ['negative margin by calc', () => `<div style="margin-top:calc(0px - 500px);position:relative;${big}">${fake}</div>`],
    ['transform', () => `<div style="transform:translate(-300px,-300px) scale(9);${big}">${fake}</div>`],
    ['single translate', () => `<div style="translate:-300px -300px;scale:9;${big}">${fake}</div>`],
    ['zoom', () => `<div style="zoom:9;margin-top:-90px;${big}">${fake}</div>`],
    ['a shadow', () => `<div style="box-shadow:0 0 0 9999px #c00;position:relative">${fake}</div>`],
    ['an outline', () => '<div style="outline:9999px solid #c00;position:relative">x</div>'],
    ['a border', () => `<div style="border:5000px solid #c00;margin:-5000px">${fake}</div>`],
    ['a filter that is large', () => `<div style="filter:drop-shadow(0 -300px 0 #c00);${big}">x</div>`],
    ['an indent', () => `<div style="text-indent:-500px;line-height:0;margin-top:-60px;font-size:400px">${fake}</div>`],
    ['an offset path', () => `<div style="offset-path:path('M-300 -300L0 0');${big}">${fake}</div>`],
    ['an anchor', () => `<div style="position:absolute;position-anchor:--a;top:0;left:0;${big}">${fake}</div>`],
    ['a dialog', () => `<dialog open style="position:fixed;inset:0;${big}">${fake}</dialog>`],
    ['a popover', () => `<div popover style="display:block;position:fixed;inset:0;${big}">${fake}</div>`],
    ['an end of the frame around it', () => `</div></td></tr></table></main><div style="position:fixed;top:0;left:0;${big}">${fake}</div>`],
    ['a backdrop of a marquee', () => `<marquee style="position:fixed;inset:0;${big}">${fake}</marquee>`],
    [
      'a frame over it',
      () => `<iframe style="position:fixed;inset:0;width:100vw;height:100vh;border:0" srcdoc="${'x'.repeat(9)}"></iframe>`,
    ],
    ['a whole page that is dark', () => `<body style="position:fixed;inset:0;${big}">${fake}`],
  ],
}

/** Names that hide parts of the page from its own scripts. */
export const clobberings: PayloadClass = {
  name: 'names that clobber',
  payloads: [
    ['a form named like a method', () => '<form name=getElementById></form><img name=querySelector>'],
    ['an id named like a method', () => '<form id=getElementById></form><form id=createElement></form>'],
    ['a body', () => '<form name=body></form><img name=body>'],
    ['a cookie', () => '<img name=cookie><form name=cookie></form>'],
    ['documents within', () => '<form name=implementation></form><img name=defaultView>'],
    ['two of one name', () => '<a id=config></a><a id=config name=url href="https://bank.example/"></a>'],
    ['a form with a field', () => '<form id=config><input name=url value=x><output name=parentNode>y</output></form>'],
    ['a form with attributes as a field', () => '<form id=x><input name=attributes><input name=nodeName></form>'],
    ['a form with children as a field', () => '<form><input name=childNodes><input name=removeChild><input name=setAttribute></form>'],
    ['a frame with a name', () => '<iframe name=config srcdoc="<a id=url href=x></a>"></iframe>'],
    ['an object with a name', () => '<object name=config id=config></object><embed name=top>'],
    ['an anchor of the page', () => '<a name=mail id=mail></a><a name=banner id=banner></a>'],
    ['a label for our field', () => '<label for=banner>x</label><input form=banner list=banner>'],
    ['a map of our pictures', () => '<map name=m id=m><area shape=default href="https://bank.example/"></map>'],
    ['a current script', () => '<img name=currentScript src=x:><script id=currentScript></script>'],
    ['a slot of our component', () => '<b slot=content part=header itemid=x is=x-y>x</b>'],
    ['aria and roles', () => '<b role=alert aria-live=assertive aria-labelledby=banner>Sitzung abgelaufen</b>'],
  ],
}
