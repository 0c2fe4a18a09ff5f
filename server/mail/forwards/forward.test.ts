import { describe, expect, it } from 'vitest'
import { readMail } from '../read'
import { forwardInside, readForward } from './forward'

const mail = (subject: string, text: string, type = 'text/plain') =>
  readMail(
    Buffer.from(
      `From: Nora <n@us.example>\r\nTo: crm@us.example\r\nSubject: ${subject}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${text}`,
    ),
  )
const carl = { address: 'c@customer.example', name: 'Carl Rademacher' }

describe('forwards in text', () => {
  const blocks: Record<string, [string, string]> = {
    'Outlook de': [
      'WG: Exemplare',
      'Von: Carl Rademacher <c@customer.example>\nGesendet: Mittwoch, 25. März 2026 16:41\nAn: Abo <abo@us.example>\nBetreff: Exemplare',
    ],
    'Outlook de with separator': [
      'WG: Exemplare',
      '-----Ursprüngliche Nachricht-----\nVon: Carl Rademacher [mailto:c@customer.example]\nGesendet: Mittwoch, 25. März 2026 16:41\nAn: abo@us.example\nBetreff: Exemplare\nWichtigkeit: Hoch',
    ],
    'Outlook en': [
      'FW: Copies',
      '________________________________\nFrom: Carl Rademacher <c@customer.example>\nSent: Wednesday, March 25, 2026 4:41 PM\nTo: abo@us.example <abo@us.example>\nSubject: Copies',
    ],
    'Outlook fr': [
      'TR: Exemplaires',
      'De : Carl Rademacher <c@customer.example>\nEnvoyé : mercredi 25 mars 2026 16:41\nÀ : abo@us.example\nObjet : Exemplaires',
    ],
    'Outlook with bold labels': [
      'WG: Exemplare',
      '*Von:* Carl Rademacher <c@customer.example>\n*Gesendet:* Mittwoch, 25. März 2026 16:41\n*An:* abo@us.example\n*Betreff:* Exemplare',
    ],
    'Outlook Mac de': ['WG: Exemplare', '\ufeffAm 25.03.26, 16:41 schrieb "Carl Rademacher" <c@customer.example>:'],
    'Thunderbird de': [
      'Fwd: Exemplare',
      '-------- Weitergeleitete Nachricht --------\nBetreff: \tExemplare\nDatum: \tWed, 25 Mar 2026 16:41:00 +0100\nVon: \tCarl Rademacher <c@customer.example>\nAn: \tabo@us.example\nKopie (CC): \tx@us.example',
    ],
    'Thunderbird fr': [
      'Fwd: Exemplaires',
      '-------- Message transféré --------\nSujet : \tExemplaires\nDate : \tWed, 25 Mar 2026 16:41:00 +0100\nDe : \tCarl Rademacher <c@customer.example>\nPour : \tabo@us.example',
    ],
    'Gmail de': [
      'Fwd: Exemplare',
      '---------- Forwarded message ---------\nVon: Carl Rademacher <c@customer.example>\nDate: Mi., 25. März 2026 um 16:41 Uhr\nSubject: Exemplare\nTo: <abo@us.example>',
    ],
    'Apple Mail de': [
      'Fwd: Exemplare',
      '> Anfang der weitergeleiteten Nachricht:\n> \n> Von: Carl Rademacher <c@customer.example>\n> Betreff: Exemplare\n> Datum: 25. März 2026 um 16:41:00 MEZ\n> An: abo@us.example',
    ],
    'Yahoo de': [
      'Fw: Exemplare',
      '   ----- Weitergeleitete Nachricht ----- Von: Carl Rademacher <c@customer.example>An: "abo@us.example" <abo@us.example>Gesendet: Mittwoch, 25. März 2026 um 16:41:00 MEZBetreff: Exemplare',
    ],
    'GMX de': [
      'Fwd: Exemplare',
      'Gesendet: Mittwoch, 25. März 2026 um 16:41 Uhr\nVon: "Carl Rademacher" <c@customer.example>\nAn: abo@us.example\nBetreff: Exemplare',
    ],
    'a tag before the prefix': [
      '[KD=10023] WG: Exemplare',
      'Von: Carl Rademacher <c@customer.example>\nGesendet: Mittwoch, 25. März 2026 16:41\nAn: abo@us.example\nBetreff: Exemplare',
    ],
    'an edited subject': [
      'Bitte prüfen',
      'Von: Carl Rademacher <c@customer.example>\nGesendet: Mittwoch, 25. März 2026 16:41\nAn: abo@us.example\nBetreff: Exemplare',
    ],
  }
  it.each(Object.entries(blocks))('%s', (_, [subject, block]) => {
    const forward = readForward(mail(subject, `Bitte anlegen\n\n${block}\n\nwir brauchen zwölf.\n`))
    expect(forward).toMatchObject({ from: carl, comment: 'Bitte anlegen' })
    expect(forward?.body.replace(/^> /, '')).toBe('wir brauchen zwölf.')
    expect(forward?.date?.utc).toMatch(/^2026-03-25T1[56]:41/)
    expect(forward?.subject).toMatch(/^(Exemplare|Copies|Exemplaires)$/)
  })

  it('takes the outermost block, and the next one inside on demand', () => {
    const outer = 'Von: Kollege <k@us.example>\nGesendet: 26. März 2026 10:00\nAn: n@us.example\nBetreff: WG: Exemplare'
    const inner = 'Von: Carl Rademacher <c@customer.example>\nGesendet: 25. März 2026 16:41\nAn: k@us.example\nBetreff: Exemplare'
    const forward = readForward(mail('WG: WG: Exemplare', `${outer}\n\n${inner}\n\nzwölf`))
    expect(forward?.from.address).toBe('k@us.example')
    expect(forwardInside(forward?.body ?? '')?.from).toEqual(carl)
  })

  it('keeps commas in names and the people of several lines', () => {
    const forward = readForward(
      mail(
        'WG: x',
        'Von: Rademacher, Carl <c@customer.example>\nGesendet: 25. März 2026 16:41\nAn: Huber, Anna <a@us.example>;\n Stein, Nora <n@us.example>\nBetreff: x\n\nText',
      ),
    )
    expect(forward?.from.name).toBe('Rademacher, Carl')
    expect(forward?.to).toEqual([
      { address: 'a@us.example', name: 'Huber, Anna' },
      { address: 'n@us.example', name: 'Stein, Nora' },
    ])
  })

  it('gives the name alone where Exchange wrote no address', () => {
    const forward = readForward(mail('WG: x', 'Von: Rademacher, Carl\nGesendet: 25. März 2026 16:41\nAn: Stein, Nora\nBetreff: x\n\nText'))
    expect(forward?.from).toEqual({ address: '', name: 'Rademacher, Carl' })
  })
})

describe('senders who pretend', () => {
  const from = (line: string, order = 'from') => {
    const rest = 'Gesendet: 25. März 2026 16:41\nAn: abo@us.example\nBetreff: x'
    return readForward(mail('WG: x', order === 'from' ? `Von: ${line}\n${rest}\n\nText` : `${line}\n\nText`))?.from.address
  }
  it.each([
    'Anna <anna@customer.example> <evil@evil.example>',
    'anna@customer.example <evil@evil.example>',
    '"anna@customer.example" <evil@evil.example>',
    'Anna <anna@customer.example>, <evil@evil.example>',
    'Anna <anna@customer.example>; <evil@evil.example>',
    'Anna (anna@customer.example) <evil@evil.example>',
    'Anna <anna@customer.example> im Auftrag von <evil@evil.example>',
    '<anna@customer.example> [mailto:evil@evil.example]',
    'anna@customer.example<mailto:evil@evil.example>',
    'anna@customer.example [mailto:evil@evil.example]',
  ])('%s', (line) => expect(from(line)).toBe('evil@evil.example'))

  it.each([
    'anna@customer.example; evil@evil.example',
    'anna@customer.example, evil@evil.example',
    'evil@evil.example anna@customer.example',
  ])('two of them, which nothing tells apart, are nobody: %s', (line) => expect(from(line)).toBe(''))

  it('in a subject that was wrapped', () => {
    const block =
      '-------- Weitergeleitete Nachricht --------\nBetreff: langer Betreff\nVon: Anna <anna@customer.example>\nAn: abo@us.example\nDatum: Wed, 25 Mar 2026 16:41:00 +0100\nVon: Evil <evil@evil.example>\nAn: abo@us.example'
    expect(from(block, 'subject')).toBe('evil@evil.example')
  })

  it('leaves the secretary who writes for a colleague', () => {
    expect(from('Sekretariat <s@customer.example> im Auftrag von Chef <c@customer.example>')).toBe('s@customer.example')
  })
})

describe('what is no forward', () => {
  it.each([
    [
      'AW: Exemplare',
      'ja\n\nVon: Carl <c@customer.example>\nGesendet: 25. März 2026 16:41\nAn: abo@us.example\nBetreff: Exemplare\n\nText',
    ],
    [
      'Re: Copies',
      'yes\n\nOn 25 Mar 2026, Carl <c@customer.example> wrote:\n> ---------- Forwarded message ---------\n> From: X <x@evil.example>\n> Date: Wed, Mar 25, 2026\n> Subject: s\n> To: y@us.example',
    ],
    ['WG: Kontakt', 'Schreiben Sie an spam@evil.example oder rufen Sie an.'],
    ['WG: Kontakt', 'Von: heute an gilt\nBetreff: siehe oben'],
    ['Tipp', 'An: alle\nVon: mir\nText mit c@customer.example'],
  ])('%s', (subject, text) => expect(readForward(mail(subject, text))).toBeNull())
})

describe('forwards in HTML', () => {
  const head =
    '<b>Von:</b> Carl Rademacher &lt;<a href="mailto:c@customer.example">c@customer.example</a>&gt;<br><b>Gesendet:</b> Mittwoch, 25. M&auml;rz 2026 16:41<br><b>An:</b> abo@us.example<br><b>Betreff:</b> Exemplare'
  const pages: Record<string, string> = {
    'outlook-html': `<style>p{}</style><p>Bitte anlegen</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${head}</p></div></div><p>wir brauchen zw&ouml;lf.</p>`,
    'outlook-html with an id': `<div>Bitte anlegen</div><div id="appendonsend"></div><hr><div id="x_divRplyFwdMsg" dir="ltr"><font>${head}</font><div>&nbsp;</div></div><div>wir brauchen zwölf.</div>`,
    thunderbird: `<p>Bitte anlegen</p><div class="moz-forward-container"><br>-------- Weitergeleitete Nachricht --------<table class="moz-email-headers-table"><tbody><tr><th>Betreff: </th><td>Exemplare</td></tr><tr><th>Datum: </th><td>Wed, 25 Mar 2026 16:41:00 +0100</td></tr><tr><th>Von: </th><td>Carl Rademacher <a href="mailto:c@customer.example">&lt;c@customer.example&gt;</a></td></tr><tr><th>An: </th><td>abo@us.example</td></tr></tbody></table><br>wir brauchen zwölf.</div>`,
    gmail: `<div>Bitte anlegen</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>Von: <strong class="gmail_sendername">Carl Rademacher</strong> <span>&lt;<a>c@customer.example</a>&gt;</span><br>Date: Mi., 25. März 2026 um 16:41 Uhr<br>Subject: Exemplare<br>To: &lt;abo@us.example&gt;<br></div><br>wir brauchen zwölf.</div>`,
    apple: `<div>Bitte anlegen</div><div><br><blockquote type="cite"><div>Anfang der weitergeleiteten Nachricht:</div><br><div><b>Von: </b>Carl Rademacher &lt;<a>c@customer.example</a>&gt;</div><div><b>Betreff: </b>Exemplare</div><div><b>Datum: </b>25. März 2026 um 16:41:00 MEZ</div><div><b>An: </b>abo@us.example</div><br><div>wir brauchen zwölf.</div></blockquote></div>`,
  }
  it.each(Object.entries(pages))('%s', (_, html) => {
    const forward = readForward(mail('Fwd: Exemplare', html, 'text/html'))
    expect(forward).toMatchObject({
      from: carl,
      subject: 'Exemplare',
      comment: 'Bitte anlegen',
      body: 'wir brauchen zwölf.',
    })
    expect(forward?.to).toEqual([{ address: 'abo@us.example', name: '' }])
    expect(forward?.date?.utc).toMatch(/^2026-03-25T1[56]:41/)
  })
})

describe('floods', () => {
  const floods: Record<string, string> = {
    'On a a a': 'On a '.repeat(40_000),
    'Am A schrieb A': `Am A${' schrieb A'.repeat(17_000)}`,
    'one line of 200 kB': `Von: ${'a@b '.repeat(50_000)}`,
    'half a million line ends': '\n'.repeat(500_000),
    'angle brackets': `<@${'@\u0000'.repeat(38_000)}`,
    'labels without end': 'Von: a@b.example\n'.repeat(20_000),
    dashes: '-'.repeat(200_000),
    'glued labels': `----- Forwarded Message ----- ${'From: a <a@b>'.repeat(10_000)}`,
  }
  it.each(Object.entries(floods))('%s leaves the reader unmoved', (_, text) => {
    expect(readForward(mail('WG: x', text))?.subject ?? 'x').toBe('x')
  })

  it.each([
    ['nested elements', '<div>'.repeat(190_000)],
    ['nested tables', '<table><tr><td>'.repeat(60_000)],
    ['wrong end tags', `${'<b>'.repeat(20_000)}${'</i>'.repeat(200_000)}`],
    ['attributes', `<div ${'a=b '.repeat(200_000)}>`],
  ])('HTML with %s leaves the reader unmoved', (_, html) => {
    expect(readForward(mail('WG: x', html, 'text/html'))).toBeNull()
  })
})
