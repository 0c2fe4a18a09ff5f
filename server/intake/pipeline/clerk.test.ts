import { describe, expect, it } from 'vitest'
import { forwardBy, programs, tongues } from './testing/forwards'
import { colleague, type Letter, letter, mailPart, multipart, textPart } from './testing/mails'
import { filed } from './testing/world'

const expectUnder = async (mail: string, under: readonly string[]) =>
  expect(await filed(mail)).toMatchObject({ decision: 'file', under: [...under].sort() })
const expectAsk = async (mail: string, between: readonly string[]) => {
  const got = await filed(mail)
  expect(got.decision).toBe('ask')
  for (const one of between) expect(got.between).toContain(one)
}

const fromOlga = {
  from: 'Olga Brenner',
  address: 'o.brenner@tulpe.example',
  subject: 'Spaten',
  body: 'Guten Tag,\n\nwann kommen sie?\n\nOlga Brenner',
}

describe('a forward of ours belongs to its original sender and date', () => {
  const all = programs.flatMap((program) => tongues.map((tongue) => [program, tongue] as const))
  it.each(all)('from %s in %s', async (program, tongue) => {
    const got = await filed(colleague(forwardBy(program, tongue, fromOlga)))
    expect(got).toMatchObject({
      decision: 'file',
      under: ['c-olga'],
      direction: 'in',
      class: 'normal',
      from: { address: 'o.brenner@tulpe.example' },
    })
    expect(got.dateUtc).toBe('2026-05-11T07:05:00.000Z')
  })
  it.each(all)('from %s in %s, with a comment above and a customer number of ours in the subject', async (program, tongue) => {
    const { subject, text } = forwardBy(program, tongue, fromOlga)
    const got = await filed(colleague({ subject: `[KD=5101] ${subject}`, text: `Bitte um Rückruf.\nIW\n${text}` }))
    expect(got).toMatchObject({ decision: 'file', under: ['c-olga'], from: { address: 'o.brenner@tulpe.example' } })
  })
  it.each(all)('from %s in %s by an outsider it stays the outsider’s', async (program, tongue) => {
    const got = await filed(letter({ from: 'Eva <eva@evil.example>', ...forwardBy(program, tongue, fromOlga) }))
    expect(got).toMatchObject({ decision: 'unmatched', under: [], from: { address: 'eva@evil.example' } })
  })
  it.each(programs)('from %s, forwarded on by a second colleague', async (program) => {
    const first = forwardBy(program, 'de', fromOlga)
    const again = forwardBy('outlook', 'de', {
      from: 'Ines Wolf',
      address: 'i.wolf@spatenhof.example',
      subject: first.subject,
      body: first.text,
    })
    const got = await filed(colleague({ from: 'Kai Uhl <k.uhl@spatenhof.example>', ...again }))
    expect(got).toMatchObject({ under: ['c-olga'], from: { address: 'o.brenner@tulpe.example' }, dateUtc: '2026-05-11T07:05:00.000Z' })
    expect(got.hops).toHaveLength(2)
  })
  it.each(programs)('from %s, which holds a forward of a third party: the customer is who wrote to us', async (program) => {
    const theirs = forwardBy(program, 'de', { ...fromOlga, from: 'Rita Grau', address: 'rita@grau-cie.example' })
    const got = await filed(
      colleague(forwardBy('thunderbird', 'de', { ...fromOlga, subject: theirs.subject, body: `siehe unten\n${theirs.text}` })),
    )
    expect(got).toMatchObject({ under: ['c-olga'], from: { address: 'o.brenner@tulpe.example' } })
  })
})

describe('files', () => {
  const cases: [string, Letter, string[]][] = [
    ['a known sender', {}, ['c-olga']],
    ['a second address', { from: 'Olga <olga.brenner@gmx.net>' }, ['c-olga']],
    ['an address in capitals', { from: 'Olga <O.Brenner@TULPE.example>' }, ['c-olga']],
    ['an address with a tag', { from: 'Olga <o.brenner+spaten@tulpe.example>' }, ['c-olga']],
    ['a role address at its company', { from: 'info@tulpe.example' }, ['c-tulpe']],
    ['a right case tag', { subject: 'AW: [VG=71-m2p] Lieferung' }, ['c-olga', 'v-71']],
    ['a case tag in capitals with blanks', { subject: 'Re: [ vg = 71 - M2P ] Lieferung' }, ['c-olga', 'v-71']],
    ['a case tag of a colleague of the participant', { from: 'p.maas@tulpe.example', subject: '[VG=71-m2p]' }, ['c-piet', 'v-71']],
    ['a wrong case tag at the sender alone', { subject: '[VG=71-zzz] Lieferung' }, ['c-olga']],
    ['a case number without check at the sender alone', { subject: '[VG=71] Lieferung' }, ['c-olga']],
    ['an answer', { headers: ['In-Reply-To: <out-71@spatenhof.example>'] }, ['c-olga', 'v-71']],
    ['an answer known by References alone', { headers: ['References: <x@y> <out-71@spatenhof.example> <z@y>'] }, ['c-olga', 'v-71']],
    [
      'an answer from another address of the same person',
      { from: 'olga.brenner@gmx.net', headers: ['In-Reply-To: <out-71@spatenhof.example>'] },
      ['c-olga', 'v-71'],
    ],
    [
      'the participant of a private case',
      { from: 'rita@grau-cie.example', headers: ['In-Reply-To: <out-80@spatenhof.example>'] },
      ['c-rita', 'v-80'],
    ],
    ['a customer number of somebody unknown', { from: 'neu@privat.example', subject: 'Frage [KD=5101]' }, ['c-olga']],
    ['a customer number with blanks, zeros, small letters', { from: 'neu@privat.example', subject: '[ kd = 00 5101 ] Frage' }, ['c-olga']],
    ['a customer number in full-width signs', { from: 'neu@privat.example', subject: '［ＫＤ＝５１０１］ Frage' }, ['c-olga']],
    ['the same number twice', { from: 'neu@privat.example', subject: '[KD=5101] Re: [KD=05101]' }, ['c-olga']],
    ['one of two by number', { from: 'lang.garten@web.de', subject: '[KD=5301]' }, ['c-lotte']],
    ['one of two by thread', { from: 'lang.garten@web.de', headers: ['In-Reply-To: <out-fritz@spatenhof.example>'] }, ['c-fritz']],
    ['the one open opportunity', { from: 'yves@jardin-morel.example' }, ['c-yves', 'o-morel']],
    ['neither of two opportunities', { from: 'rita@grau-cie.example' }, ['c-rita']],
    ['a habit of years', { from: 'dauerbote@kurier.example' }, ['c-tulpe']],
    ['an auto-reply at the contact', { from: 'yves@jardin-morel.example', headers: ['Auto-Submitted: auto-replied'] }, ['c-yves']],
    ['a redirected mail', { headers: ['Resent-From: i.wolf@spatenhof.example', 'Resent-To: crm@spatenhof.example'] }, ['c-olga']],
  ]
  it.each(cases)('%s', async (_, mail, under) => expectUnder(letter(mail), under))
})

describe('asks about', () => {
  const cases: [string, Letter, string[]][] = [
    ['a shared address', { from: 'lang.garten@web.de' }, ['c-fritz', 'c-lotte']],
    ['a contact that is no longer active', { from: 'emil.alt@freenet.de' }, ['c-alt']],
    ['a new colleague at a known company', { from: 'neu@tulpe.example' }, ['c-tulpe']],
    ['two numbers', { subject: '[KD=5101] [KD=5201]' }, ['c-olga', 'c-rita']],
    ['the number of another customer', { subject: '[KD=5201]' }, ['c-olga', 'c-rita']],
    ['a number that nobody has', { subject: '[KD=99999]' }, ['c-olga']],
    ['the number of somebody inactive', { from: 'neu@privat.example', subject: '[KD=5400]' }, ['c-alt']],
    ['two case tags', { subject: '[VG=71-m2p] [VG=72-r9d]' }, ['v-71', 'v-72']],
    [
      'a tag that contradicts the thread',
      { subject: '[VG=71-m2p]', headers: ['In-Reply-To: <out-72@spatenhof.example>'] },
      ['v-71', 'v-72'],
    ],
    ['an answer by somebody unknown', { from: 'neu@privat.example', headers: ['In-Reply-To: <out-rita@spatenhof.example>'] }, ['c-rita']],
    ['an address filed twice by hand', { from: 'vertreter@reisen.example' }, ['c-grau']],
    ['a customer whose mail DMARC refutes', { proof: 'fail' }, ['c-olga']],
    ['a customer for whom nothing speaks', { proof: 'none' }, ['c-olga']],
    ['a private case and a colleague of its participant', { from: 'einkauf@grau-cie.example', subject: '[VG=80-w4t]' }, ['c-grau']],
  ]
  it.each(cases)('%s', async (_, mail, between) => expectAsk(letter(mail), between))
})

it('offers the one of two first whose name it is, and still asks', async () => {
  const got = await filed(letter({ from: '"Lang, Lotte" <lang.garten@web.de>' }))
  expect(got).toMatchObject({ decision: 'ask', between: ['c-lotte', 'c-fritz'] })
})

describe('mail of ours', () => {
  it('belongs to its recipient, crm@ in Bcc', async () => {
    const got = await filed(colleague({ to: 'Olga Brenner <o.brenner@tulpe.example>' }))
    expect(got).toMatchObject({ decision: 'file', under: ['c-olga'], direction: 'out' })
  })
  it('belongs to both recipients', () =>
    expectUnder(colleague({ to: 'o.brenner@tulpe.example, rita@grau-cie.example' }), ['c-olga', 'c-rita']))
  it('is not unwrapped when it goes to a customer, whatever it quotes or attaches', async () => {
    const quoting = colleague({ to: 'rita@grau-cie.example', cc: 'crm@spatenhof.example', ...forwardBy('outlook', 'de', fromOlga) })
    expect(await filed(quoting)).toMatchObject({ under: ['c-rita'], direction: 'out' })
    const attaching = colleague({ to: 'rita@grau-cie.example', subject: 'WG: Spaten', ...multipart([textPart(''), mailPart(letter())]) })
    expect(await filed(attaching)).toMatchObject({ under: ['c-rita'], direction: 'out' })
  })
  it('is a note at the number or case in its subject when it goes to crm@ alone', async () => {
    expect(await filed(colleague({ subject: '[KD=5200] Telefonat' }))).toMatchObject({ under: ['c-grau'], direction: 'internal' })
    expect(await filed(colleague({ subject: '[VG=71-m2p] Telefonat' }))).toMatchObject({ under: ['c-olga', 'v-71'], direction: 'internal' })
  })
  it('is nobody’s when nothing names a customer', async () =>
    expect(await filed(colleague({ subject: 'Kaffeekasse' }))).toMatchObject({ decision: 'unmatched', direction: 'internal' }))
  it('is asked about when it names a number nobody expects', () =>
    expectAsk(colleague({ to: 'o.brenner@tulpe.example', subject: '[KD=5201]' }), ['c-olga', 'c-rita']))
  it('is asked about when answers would go outside', () =>
    expectAsk(colleague({ subject: '[KD=5101]', headers: ['Reply-To: eva@evil.example'] }), ['c-olga']))
})

describe('the layers around a mail', () => {
  const report = (envelope: string, inner: string) =>
    colleague({
      from: 'MicrosoftExchange@spatenhof.example',
      subject: 'Journal',
      headers: ['X-MS-Journal-Report:'],
      ...multipart([textPart(envelope), mailPart(inner)]),
    })
  it('journal: the recipient in Bcc', async () => {
    const inner = letter({ from: 'i.wolf@spatenhof.example', to: 'i.wolf@spatenhof.example', above: [] })
    const got = await filed(report('Sender: i.wolf@spatenhof.example\nTo: i.wolf@spatenhof.example\nBcc: rita@grau-cie.example', inner))
    expect(got).toMatchObject({ under: ['c-rita'], direction: 'out' })
  })
  it('journal: a recipient of the old kind of report', async () => {
    const inner = letter({ from: 'i.wolf@spatenhof.example', to: 'i.wolf@spatenhof.example', above: [] })
    expect(await filed(report('Recipient: rita@grau-cie.example, Forwarded: i.wolf@spatenhof.example', inner))).toMatchObject({
      under: ['c-rita'],
    })
  })
  it('journal: mail of a customer', async () =>
    expect(await filed(report('Sender: o.brenner@tulpe.example', letter({ above: [] })))).toMatchObject({
      under: ['c-olga'],
      direction: 'in',
    }))
  it('attached mail: its sender and date', async () => {
    const inner = letter({ above: [], date: 'Sun, 10 May 2026 23:30:00 -0400' })
    const got = await filed(colleague({ subject: 'Fwd: Spaten', ...multipart([textPart('z. K.'), mailPart(inner)]) }))
    expect(got).toMatchObject({ under: ['c-olga'], dateUtc: '2026-05-11T03:30:00.000Z', hops: [{ kind: 'attached' }] })
  })
  it('attached mail that a colleague had got as a forward', async () => {
    const inner = letter({
      from: 'Kai Uhl <k.uhl@spatenhof.example>',
      to: 'i.wolf@spatenhof.example',
      above: [],
      ...forwardBy('gmail', 'fr', fromOlga),
    })
    expect(await filed(colleague({ subject: 'Fwd: TR: Spaten', ...multipart([textPart(''), mailPart(inner)]) }))).toMatchObject({
      under: ['c-olga'],
    })
  })
  it('a rule’s automatic marks are not the customer’s', async () => {
    const marks = [
      'Auto-Submitted: auto-generated',
      'X-Auto-Response-Suppress: All',
      'Precedence: bulk',
      'X-MS-Exchange-Inbox-Rules-Loop: service@spatenhof.example',
    ]
    const mail = colleague({ from: 'service@spatenhof.example', headers: marks, ...forwardBy('outlook', 'en', fromOlga) })
    expect(await filed(mail)).toMatchObject({ under: ['c-olga'], class: 'normal' })
  })
  it('a group of ours that wrote itself into the From', async () => {
    const headers = [
      'List-Id: <service.spatenhof.example>',
      'X-Original-From: Olga Brenner <o.brenner@tulpe.example>',
      'Reply-To: o.brenner@tulpe.example',
    ]
    const got = await filed(letter({ from: '"Olga Brenner via Service" <service@spatenhof.example>', headers }))
    expect(got).toMatchObject({ under: ['c-olga'], direction: 'in', from: { address: 'o.brenner@tulpe.example', name: 'Olga Brenner' } })
  })
  it('an original date is never later than the forward', async () => {
    const { subject, text } = forwardBy('thunderbird', 'de', fromOlga)
    const got = await filed(colleague({ subject, text: text.replace('2026', '2031') }))
    expect(got.dateUtc).toBe('2026-05-12T08:05:00.000Z')
  })
})

describe('bounces', () => {
  const bounce = (failed: string, original: string) => {
    const parts = [
      textPart('I could not deliver your mail.'),
      `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail1.spatenhof.example\n\nFinal-Recipient: rfc822; ${failed}\nAction: failed\nStatus: 5.1.1\n`,
      `Content-Type: message/rfc822\n\nMessage-ID: <${original}>\nFrom: i.wolf@spatenhof.example\nTo: ${failed}\nSubject: x\n\nx\n`,
    ]
    const { type, text } = multipart(parts, 'report; report-type=delivery-status')
    const above = ['Return-Path: <>', 'Received: by mail1.spatenhof.example (Postfix) id c1; Tue, 12 May 2026 10:00:00 +0200']
    return letter({ from: 'MAILER-DAEMON@spatenhof.example', subject: 'Undelivered Mail Returned to Sender', above, type, text })
  }
  it('lie where the mail lies that came back', () =>
    expectUnder(bounce('o.brenner@tulpe.example', 'out-71@spatenhof.example'), ['c-olga', 'v-71']))
  it('lie there too when the failed address is nobody’s', () =>
    expectUnder(bounce('tippfehler@tulpe.example', 'out-71@spatenhof.example'), ['c-olga', 'v-71']))
  it('are asked about when we do not hold that mail', () =>
    expectAsk(bounce('rita@grau-cie.example', 'other@spatenhof.example'), ['c-rita']))
  it('are asked about when the failed address is another customer’s', () =>
    expectAsk(bounce('rita@grau-cie.example', 'out-71@spatenhof.example'), ['c-rita']))
})

describe('of nobody’s concern', () => {
  const list = ['List-Id: <news.blatt.example>', 'List-Unsubscribe: <https://blatt.example/u>', 'Precedence: bulk']
  it('a stranger’s newsletter is kept and bothers nobody', async () =>
    expect(await filed(letter({ from: 'news@blatt.example', headers: list }))).toMatchObject({ decision: 'ignore', class: 'list' }))
  it('neither does one that nothing proves', async () =>
    expect((await filed(letter({ from: 'news@blatt.example', headers: list, proof: 'none' }))).decision).toBe('ignore'))
  it('a stranger’s mail is unmatched', async () => expect((await filed(letter({ from: 'neu@gmail.com' }))).decision).toBe('unmatched'))
})
