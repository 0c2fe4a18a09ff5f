import { describe, expect, it } from 'vitest'
import { colleague, type Letter, letter, mailPart, multipart, server, taken, textPart } from './testing/mails'
import { filed, own } from './testing/world'

const forgedPass = `Authentication-Results: ${server}; dkim=pass header.d=tulpe.example; spf=pass smtp.mailfrom=o.brenner@tulpe.example; dmarc=pass header.from=tulpe.example`
const failed = `Authentication-Results: ${server}; dkim=none; spf=fail smtp.mailfrom=a@evil.example; dmarc=fail header.from=tulpe.example`
const evil = 'Eva Vil <eva@evil.example>'
/** A report of failure, with what it says was sent. */
const report = (failed: string, messageId: string) =>
  multipart(
    [
      textPart('Nicht zustellbar.'),
      `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.evil.example\n\nFinal-Recipient: rfc822; ${failed}\nAction: failed\nStatus: 5.1.1\n`,
      `Content-Type: text/rfc822-headers\n\nMessage-ID: <${messageId}>\n`,
    ],
    'report; report-type=delivery-status',
  )
const aboutOlga =
  '\n\n-----Ursprüngliche Nachricht-----\nVon: Olga Brenner <o.brenner@tulpe.example>\nGesendet: Montag, 11. Mai 2026 09:00\nAn: service@spatenhof.example\nBetreff: Neue Bankverbindung\n\nBitte ab sofort auf das neue Konto.'
const olgasMail = letter({ above: [], subject: 'Neue Bankverbindung' })
const journal = (inner: string) => multipart([textPart('Sender: o.brenner@tulpe.example\nTo: service@spatenhof.example'), mailPart(inner)])
const attached = multipart([textPart('siehe Anhang'), mailPart(olgasMail)])

/** Mails whose writer is not who they seem to come from, or who has no business in the record they aim at. */
const forged: Record<string, Letter> = {
  'a customer’s address that DMARC refutes': { proof: 'fail' },
  'a customer’s address with an SPF soft fail and no DKIM': { proof: 'softfail' },
  'a customer’s address for which nothing speaks': { proof: 'none' },
  'a customer’s address that our server took in without a result': { proof: 'no-result' },
  'a customer’s address, and dmarc=pass for another domain': { proof: 'other-domain' },
  'our results forged below our own Received line': { above: [failed, taken('fail'), forgedPass] },
  'our results forged, our own missing': { above: [taken('fail'), forgedPass] },
  'results of a foreign server that say pass': {
    above: [taken('fail'), 'Authentication-Results: mx.evil.example; dmarc=pass header.from=tulpe.example'],
  },
  'results of a foreign server on top': {
    above: ['Authentication-Results: mx.evil.example; dmarc=pass header.from=tulpe.example', failed, taken('fail')],
  },
  'an authserv-id that only begins like ours': {
    above: [`Authentication-Results: ${server}.evil.example; dmarc=pass header.from=tulpe.example`, taken('fail')],
  },
  'results smuggled in a quoted envelope sender': {
    above: [
      `Authentication-Results: ${server}; spf=pass smtp.mailfrom="x; dmarc=pass header.from=tulpe.example; y"@evil.example; dmarc=fail header.from=tulpe.example`,
      taken('fail'),
    ],
  },
  'results smuggled in an envelope sender without quotes': {
    above: [
      `Authentication-Results: ${server}; spf=pass smtp.mailfrom=x; dmarc=pass header.from=tulpe.example; y@evil.example; dmarc=fail header.from=tulpe.example`,
      taken('fail'),
    ],
  },
  'results smuggled in an envelope sender without quotes that ends like a result': {
    above: [
      'Return-Path: <"a@evil.example; dkim=pass header.d=tulpe.example header.i=y"@evil.example>',
      `Authentication-Results: ${server}; spf=pass smtp.mailfrom=a@evil.example; dkim=pass header.d=tulpe.example header.i=y@evil.example`,
      taken('fail'),
    ],
  },
  'a colleague’s signing in smuggled in an envelope sender without quotes': {
    from: 'Ines Wolf <i.wolf@spatenhof.example>',
    to: 'crm@spatenhof.example',
    subject: 'WG: Neue Bankverbindung',
    text: aboutOlga,
    above: [
      `Authentication-Results: ${server}; spf=pass smtp.mailfrom=x; auth=pass smtp.auth=i.wolf@spatenhof.example; y@evil.example; dmarc=fail header.from=spatenhof.example`,
      taken('fail'),
    ],
  },
  'a colleague’s signing in smuggled so that every part looks like a result': {
    from: 'Ines Wolf <i.wolf@spatenhof.example>',
    to: 'crm@spatenhof.example',
    subject: 'WG: Neue Bankverbindung',
    text: aboutOlga,
    above: [
      `Authentication-Results: ${server}; spf=pass smtp.mailfrom=a@evil.example; auth=pass smtp.auth=i.wolf@spatenhof.example smtp.x=y@evil.example; dmarc=fail header.from=spatenhof.example`,
      taken('fail'),
    ],
  },
  'results smuggled in a comment': {
    above: [
      `Authentication-Results: ${server}; spf=none (x (; dmarc=pass header.from=tulpe.example;) y); dmarc=none header.from=tulpe.example`,
      taken('fail'),
    ],
  },
  'a Received line that claims to be made by our server': {
    above: [failed, taken('fail'), `Received: by ${server} (Postfix) id c3; Tue, 12 May 2026 09:00:00 +0200`],
  },
  'our server’s name in HELO': {
    above: [
      `Received: from ${server} (unknown [203.0.113.9]) by ${server} with ESMTPS id d4; x`,
      `Received: by ${server} id e5; x`,
      forgedPass,
    ],
  },
  'a DKIM signature of another domain': {
    above: [`Authentication-Results: ${server}; dkim=pass header.d=evil.example; spf=none`, taken('fail')],
  },
  'a DKIM signature of a look-alike that ends alike': {
    above: [`Authentication-Results: ${server}; dkim=pass header.d=le.example; spf=none`, taken('fail')],
  },
  'a DKIM signature of the top-level domain': {
    above: [`Authentication-Results: ${server}; dkim=pass header.d=example; spf=none`, taken('fail')],
  },
  'a colleague from outside': { from: 'Ines Wolf <i.wolf@spatenhof.example>', subject: '[KD=5101] Konto', proof: 'fail' },
  'a colleague from outside without results': {
    from: 'Ines Wolf <i.wolf@spatenhof.example>',
    subject: '[VG=71-m2p] Konto',
    proof: 'no-result',
  },
  'a colleague with dmarc=pass for another domain': {
    from: 'Ines Wolf <i.wolf@spatenhof.example>',
    subject: '[KD=5101] Konto',
    proof: 'other-domain',
  },
  'a spoofed colleague who forwards a customer’s mail': {
    from: 'Ines Wolf <i.wolf@spatenhof.example>',
    to: 'crm@spatenhof.example',
    subject: 'WG: Neue Bankverbindung',
    text: aboutOlga,
    proof: 'fail',
  },
  'a spoofed colleague who attaches a customer’s mail': {
    from: 'Ines Wolf <i.wolf@spatenhof.example>',
    to: 'crm@spatenhof.example',
    subject: 'WG: Neue Bankverbindung',
    proof: 'fail',
    ...attached,
  },
  'an outsider who forwards a customer’s mail': { from: evil, subject: 'WG: Neue Bankverbindung', text: aboutOlga },
  'an outsider who attaches a customer’s mail': { from: evil, subject: 'Fwd: Neue Bankverbindung', ...attached },
  'a journal report by an outsider': { from: evil, subject: 'Journal', headers: ['X-MS-Journal-Report:'], ...journal(olgasMail) },
  'a journal report that borrows our name': {
    from: 'MicrosoftExchange@spatenhof.example',
    subject: 'Journal',
    headers: ['X-MS-Journal-Report:'],
    proof: 'fail',
    ...journal(olgasMail),
  },
  'the address of a customer as the name': { from: '"o.brenner@tulpe.example" <eva@evil.example>' },
  'the address of a customer in the name': { from: '"Olga <o.brenner@tulpe.example>" <eva@evil.example>' },
  'the name of a customer': { from: 'Olga Brenner <olga@evil.example>' },
  'two addresses in From': { from: 'o.brenner@tulpe.example, eva@evil.example', proof: 'other-domain' },
  'two From lines': { headers: ['From: eva@evil.example'], proof: 'other-domain' },
  'two From lines, the other way round': { from: 'eva@evil.example', headers: ['From: o.brenner@tulpe.example'] },
  'two angle brackets': { from: '<o.brenner@tulpe.example> <eva@evil.example>' },
  'two subjects, the first with a number': { from: evil, subject: '[KD=5101] Rechnung', headers: ['Subject: Hallo'] },
  'two subjects': { headers: ['Subject: Hallo'] },
  'two content types': { headers: ['Content-Type: text/html'] },
  'two boundaries': { type: 'multipart/mixed; boundary=a; boundary=b', text: '--a\n\nA\n--a--\n--b\n\nB\n--b--' },
  'a header line behind a bare carriage return': { headers: ['X-Mailer: x\rFrom: eva@evil.example'] },
  'a Sender from elsewhere that nobody checked': { above: [], headers: ['Sender: eva@evil.example'] },
  'a route in the address': { from: '<@evil.example:o.brenner@tulpe.example>', proof: 'other-domain' },
  'a Cyrillic letter in the domain': { from: 'Olga <o.brenner@tulpе.example>' },
  'a Cyrillic letter in the domain, as punycode': { from: 'Olga <o.brenner@xn--tulp-z4d.example>' },
  'a zero-width space in the address': { from: 'Olga <o.brenner@tulpe\u200b.example>' },
  'the customer’s domain as a subdomain': { from: 'Olga <o.brenner@tulpe.example.evil.example>' },
  'the customer in Sender': { from: evil, headers: ['Sender: o.brenner@tulpe.example'] },
  'the customer in Reply-To': { from: evil, headers: ['Reply-To: o.brenner@tulpe.example'] },
  'an own address in Reply-To': { from: 'eva@evil.example', headers: ['Reply-To: service@spatenhof.example'], subject: '[KD=5101]' },
  'the customer in X-Original-From': { from: evil, headers: ['X-Original-From: Olga <o.brenner@tulpe.example>'] },
  'the customer in Resent-From': { from: evil, headers: ['Resent-From: o.brenner@tulpe.example', 'Resent-To: crm@spatenhof.example'] },
  'control headers of ours': {
    from: evil,
    headers: ['X-CRM-Contact: c-olga', 'X-CRM-Contact-Id: 5101', 'X-Postakte-File: c-olga', 'X-MS-Exchange-Organization-AuthAs: Internal'],
  },
  'an unknown address with a customer’s number that DMARC refutes': { from: evil, subject: '[KD=5101]', proof: 'fail' },
  'an unknown address with a customer’s number, unproven': { from: evil, subject: '[KD=5101]', proof: 'none' },
  'a case tag that somebody unknown copied': { from: evil, subject: 'AW: [VG=71-m2p] Lieferung Mai' },
  'a guessed case tag': { from: evil, subject: 'AW: [VG=71-aaa] Lieferung Mai' },
  'a case number without check': { from: evil, subject: 'AW: [VG=71] Lieferung Mai' },
  'our Message-ID in References of somebody unknown': { from: evil, headers: ['References: <out-71@spatenhof.example>'] },
  'poisoned References of somebody unknown': {
    from: evil,
    headers: ['References: <out-71@spatenhof.example> <out-72@spatenhof.example> <out-80@spatenhof.example> <out-fritz@spatenhof.example>'],
  },
  'a report about our mail in a private case': {
    from: 'MAILER-DAEMON@evil.example',
    ...report('rita@grau-cie.example', 'out-80@spatenhof.example'),
  },
  'a report about our mail in a private case, of an address of the reporter': {
    from: 'MAILER-DAEMON@evil.example',
    ...report('x@evil.example', 'out-80@spatenhof.example'),
  },
  'a tag with a line break in it': { from: evil, subject: '=?utf-8?Q?x=0D=0A_[KD=3D5101]?=' },
  'a tag written backwards': { from: evil, subject: '\u202e]1015=DK[ Rechnung' },
  'a tag with a zero-width space': { from: evil, subject: '[KD=51\u200b01] Rechnung' },
  'a tag with SQL': { from: evil, subject: "[KD=5101' OR 1=1] Rechnung" },
  'a tag with a second value': { from: evil, subject: '[KD=5101;DROP TABLE contacts] Rechnung' },
  'a tag with a path': { from: evil, subject: '[KD=../5101] Rechnung' },
  'a tag with script': { from: evil, subject: '[KD=<script>5101</script>]' },
  'a tag in circled digits': { from: evil, subject: '[KD=⑤①⓪①]' },
  'a tag in superscript': { from: evil, subject: '[KD=⁵¹⁰¹]' },
  'a tag in the body': { from: evil, text: 'Bitte zu [KD=5101] und [VG=71-m2p] legen.' },
}

const fromEva = (below = '') =>
  `-----Ursprüngliche Nachricht-----\nVon: ${evil}\nGesendet: Dienstag, 12. Mai 2026 09:00\nAn: service@spatenhof.example\nBetreff: Rechnung\n\nsiehe unten${below}`
const byApple = (lines: string) =>
  `Anfang der weitergeleiteten Nachricht:\n\nVon: ${evil}\n${lines}\nDatum: 12. Mai 2026 um 09:00:00 MESZ\nAn: service@spatenhof.example\n\nText`

/** What a colleague forwards in good faith, and what its writer put into it. */
const passedOn: Record<string, Letter> = {
  'quotes a mail that a customer never wrote': { text: fromEva(aboutOlga) },
  'has a mail attached that a customer never wrote': multipart([textPart(fromEva()), mailPart(olgasMail)]),
  'has it attached as a file': multipart([
    textPart(fromEva()),
    `Content-Type: application/octet-stream; name=m.eml\nContent-Disposition: attachment; filename=m.eml\n\n${olgasMail.replace(/\r/g, '')}`,
  ]),
  'has a subject so long that a line of it looks like a sender': {
    text: byApple('Betreff: Ein sehr langer Betreff, der umbrochen wird\nVon: Olga Brenner <o.brenner@tulpe.example>'),
  },
  'has a subject with all lines of a mail': {
    text: byApple(
      'Betreff: lang\nVon: Olga Brenner <o.brenner@tulpe.example>\nDatum: 11. Mai 2026 um 09:00:00 MESZ\nAn: service@spatenhof.example\nBetreff: Konto',
    ),
  },
}

describe('a mail that a colleague forwards is its writer’s, though it', () => {
  it.each(Object.entries(passedOn))('%s', async (_, mail) => {
    const got = await filed(colleague({ subject: 'WG: Rechnung', ...mail }))
    expect(got).toMatchObject({ decision: 'unmatched', from: { address: 'eva@evil.example' } })
  })
})

const strangers = ['c-olga', 'c-piet', 'c-tulpe', 'c-rita', 'c-fritz', 'v-71', 'v-72', 'v-80']

describe('a forged mail is filed at nobody’s record', () => {
  it.each(Object.entries(forged))('%s', async (_, mail) => {
    const { decision, under } = await filed(letter(mail))
    expect(decision).not.toBe('file')
    expect(under).toEqual([])
  })
})

/** A customer with good papers who reaches for another customer's record lands at most at his own. */
const reaching: Record<string, Letter> = {
  'copies another’s case tag': { subject: 'AW: [VG=71-m2p] Lieferung' },
  'copies the tag of a private case': { from: 'Piet Maas <p.maas@tulpe.example>', subject: '[VG=80-w4t]' },
  'names another’s mail in In-Reply-To': { headers: ['In-Reply-To: <out-71@spatenhof.example>'] },
  'names another’s mails in References': { headers: ['References: <out-71@spatenhof.example> <out-72@spatenhof.example>'] },
  'names a mail of his own before another’s': {
    headers: ['In-Reply-To: <out-rita@spatenhof.example>', 'References: <out-71@spatenhof.example> <out-rita@spatenhof.example>'],
  },
  'names another’s mail before one of his own': {
    headers: ['In-Reply-To: <out-71@spatenhof.example>', 'References: <out-rita@spatenhof.example> <out-71@spatenhof.example>'],
  },
  'answers out of the house of somebody with a private case': {
    from: 'Einkauf <einkauf@grau-cie.example>',
    headers: ['In-Reply-To: <out-80@spatenhof.example>'],
  },
  'forwards another’s mail': { subject: 'WG: Neue Bankverbindung', text: aboutOlga },
  'attaches another’s mail': { subject: 'WG: Neue Bankverbindung', ...attached },
  'names another’s number': { subject: '[KD=5101] Rechnung' },
  'sends a journal report': { headers: ['X-MS-Journal-Report:'], ...journal(olgasMail) },
}

describe('a customer who reaches for another’s record', () => {
  it.each(Object.entries(reaching))('%s', async (_, mail) => {
    const from = mail.from ?? 'Rita Grau <rita@grau-cie.example>'
    const { under } = await filed(letter({ ...mail, from }))
    const mine = from.startsWith('Rita') ? ['c-rita'] : ['c-piet', 'c-grau']
    expect(under.filter((one) => strangers.includes(one) && !mine.includes(one))).toEqual([])
  })
})

it('asks when a group of ours had found the sender forged whom it wrote out of the From', async () => {
  const group = (verdict: string) =>
    letter({
      from: '"Olga Brenner via Service" <service@spatenhof.example>',
      headers: [
        'X-Original-From: Olga Brenner <o.brenner@tulpe.example>',
        `X-Original-Authentication-Results: mx.google.com; dkim=none; spf=${verdict} smtp.mailfrom=x@y.example; dmarc=${verdict} (p=NONE) header.from=tulpe.example`,
      ],
    })
  expect(await filed(group('fail'))).toMatchObject({ decision: 'ask', under: [], from: { address: 'o.brenner@tulpe.example' } })
  expect(await filed(group('pass'))).toMatchObject({ under: ['c-olga'] })
})

describe('with the mailbox at a provider whose servers are not named like its results', () => {
  const house = { ...own, authservIds: new Set(['provider.example']) }
  const took = (from: string) => `Received: from ${from} by in7.provider.example with ESMTPS id c3; Tue, 12 May 2026 10:00:03 +0200`
  const by = (name: string) => `Received: from ${name} by ${name} with ESMTPS id c3; Tue, 12 May 2026 10:00:03 +0200`
  const said = (words: string) => `Authentication-Results: provider.example; ${words}`
  const ours =
    'Received: from [10.1.7.7] (pc7.lan [10.1.7.7]) by mail1.spatenhof.example with ESMTPSA id b2; Tue, 12 May 2026 10:00:01 +0200'
  const forward = { from: 'Ines Wolf <i.wolf@spatenhof.example>', to: 'crm@spatenhof.example', subject: 'WG: Konto', text: aboutOlga }

  it.each([
    [
      'a colleague, with a Received line of ours below',
      [said('spf=none; dmarc=none header.from=spatenhof.example'), took('x.evil.example'), ours],
    ],
    ['the same, and the server has a name of its own', [said('spf=none'), by('mx.elsewhere.example'), ours]],
    ['the same, without results', [took('x.evil.example'), ours]],
    ['the same, with results below', [took('x.evil.example'), said('auth=pass smtp.auth=i.wolf@spatenhof.example'), ours]],
  ])('does not believe %s', async (_, above) => {
    expect(await filed(letter({ ...forward, above }), house)).toMatchObject({ decision: 'ask', under: [] })
  })

  it('believes a customer whom the provider has proven', async () => {
    const above = [said('dkim=pass header.d=tulpe.example; dmarc=pass header.from=tulpe.example'), took('out.tulpe.example')]
    expect(await filed(letter({ above }), house)).toMatchObject({ under: ['c-olga'] })
  })

  it('believes a colleague who is signed in at our server, which hands over to the provider', async () => {
    const above = [said('spf=pass smtp.mailfrom=i.wolf@spatenhof.example; dmarc=none'), took('mail1.spatenhof.example'), ours]
    expect(await filed(letter({ ...forward, above }), house)).toMatchObject({ under: ['c-olga'] })
  })
})

describe('results in several lines, each by a filter of our server', () => {
  const stamped = (...results: string[]) => [...results.map((words) => `Authentication-Results: ${server}; ${words}`), taken('pass')]
  const passed = 'dmarc=pass header.from=tulpe.example'
  it.each([
    ['DMARC below SPF', [`spf=fail smtp.mailfrom=bounce@list.example`, passed, 'dkim=pass header.d=tulpe.example']],
    ['DMARC on top', [passed, 'spf=softfail smtp.mailfrom=bounce@list.example']],
    ['DKIM below SPF, no DMARC', ['spf=pass smtp.mailfrom=a@mailer.example', 'dkim=pass header.d=tulpe.example']],
  ])('prove the sender: %s', async (_, results) => {
    expect(await filed(letter({ above: stamped(...results) }))).toMatchObject({ under: ['c-olga'] })
  })
  it.each([
    ['a failure on top', ['dmarc=fail header.from=tulpe.example', 'dkim=pass header.d=tulpe.example']],
    ['a failure below', ['dkim=pass header.d=tulpe.example', 'dmarc=fail header.from=tulpe.example']],
    ['two that contradict each other', [passed, 'dmarc=fail header.from=tulpe.example']],
    ['one smuggled into another', [`spf=pass smtp.mailfrom=x; ${passed}; y@evil.example`, 'dmarc=fail header.from=tulpe.example']],
  ])('prove nothing: %s', async (_, results) => {
    expect(await filed(letter({ above: stamped(...results) }))).toMatchObject({ decision: 'ask' })
  })
  it('of what our server took over with the mail none counts', async () => {
    const above = [...stamped('spf=none smtp.mailfrom=x@evil.example'), `Authentication-Results: ${server}; ${passed}`]
    expect(await filed(letter({ above }))).toMatchObject({ decision: 'ask' })
  })
})

it.each([
  'X-Spam-Flag: YES',
  'X-Spam-Status: Yes, score=9.1',
  'X-Spam: Yes',
  'X-MS-Exchange-Organization-SCL: 6',
  'X-Forefront-Antispam-Report: CIP:1.2.3.4;SFV:SPM;',
])('asks when a filter says that it is spam, whatever tag it carries: %s', async (header) => {
  expect(await filed(letter({ subject: '[VG=71-m2p]', headers: [header] }))).toMatchObject({
    decision: 'ask',
    suspicious: ['marked-as-spam'],
  })
})
it.each(['X-Spam-Flag: NO', 'X-Spam-Status: No, score=-1', 'X-MS-Exchange-Organization-SCL: 1', 'X-Forefront-Antispam-Report: SFV:NSPM;'])(
  'files when it says that it is none: %s',
  async (header) => expect(await filed(letter({ headers: [header] }))).toMatchObject({ under: ['c-olga'] }),
)

it('does not unwrap what a customer quotes in a mail that a colleague redirected', async () => {
  const mail = colleague({
    from: 'Rita Grau <rita@grau-cie.example>',
    above: [
      'Resent-From: i.wolf@spatenhof.example',
      `Authentication-Results: ${server}; auth=pass smtp.auth=i.wolf@spatenhof.example`,
      taken('signed-in'),
    ],
    subject: 'WG: Neue Bankverbindung',
    text: aboutOlga,
  })
  expect((await filed(mail)).under).toEqual(['c-rita'])
})

it('asks when a colleague attaches a mail that our server had found forged', async () => {
  const inner = letter({ subject: 'Neue Bankverbindung', proof: 'fail' })
  const mail = colleague({ subject: 'WG: Neue Bankverbindung', ...multipart([textPart('seltsam'), mailPart(inner)]) })
  expect(await filed(mail)).toMatchObject({
    decision: 'ask',
    from: { address: 'o.brenner@tulpe.example' },
    suspicious: ['sender-not-proven'],
  })
})

it('asks when the journal holds a mail in a colleague’s name that came from outside', async () => {
  const inner = letter({ from: 'i.wolf@spatenhof.example', to: 'o.brenner@tulpe.example', proof: 'fail' })
  const report = colleague({ from: 'MicrosoftExchange@spatenhof.example', headers: ['X-MS-Journal-Report:'], ...journal(inner) })
  expect(await filed(report)).toMatchObject({ decision: 'ask', under: [], suspicious: ['own-domain-from-outside'] })
})
