import { describe, expect, it } from 'vitest'
import { type Letter, letter } from './testing/mails'
import { filed, own } from './testing/world'

const who = { ...own, authservIds: new Set(['spatenhof.lan', 'filter.spatenhof.example']) }
const mailbox = (of = 'ex01.spatenhof.lan') =>
  `Received: from ${of} ([fe80::d034:a8db:9e32:acde%4]) by ${of} ([fe80::d034:a8db:9e32:acde%4]) with mapi id 15.02.1544.011; Tue, 12 May 2026 08:00:02 +0000`
const took = (from: string) =>
  `Received: from ${from} by ex02.spatenhof.lan (10.0.0.12) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.2.1544.11; Tue, 12 May 2026 08:00:05 +0000`
const next = took('ex01.spatenhof.lan (10.0.0.11)')
const internal = 'X-MS-Exchange-Organization-AuthAs: Internal'
const aboutOlga =
  '\n\n-----Ursprüngliche Nachricht-----\nVon: Olga Brenner <o.brenner@tulpe.example>\nGesendet: Montag, 11. Mai 2026 09:00\nAn: service@spatenhof.example\nBetreff: Neue Bankverbindung\n\nBitte ab sofort auf das neue Konto.'
const forward = {
  from: 'Ines Wolf <i.wolf@spatenhof.example>',
  to: 'crm@spatenhof.example',
  subject: 'WG: Neue Bankverbindung',
  text: aboutOlga,
}
const underOlga = { under: ['c-olga'], from: { address: 'o.brenner@tulpe.example' } }

describe('mail that an Exchange of our own took in', () => {
  it('is believed when a colleague forwards it by hand from a mailbox there', async () => {
    expect(await filed(letter({ ...forward, above: [next, mailbox()], headers: [internal] }), who)).toMatchObject(underOlga)
    expect(await filed(letter({ ...forward, above: [mailbox()], headers: [internal] }), who)).toMatchObject(underOlga)
  })
  it('is what the filter in front of it found out, which hands on by a private address', async () => {
    const checked = [
      took('filter.spatenhof.example (10.0.0.3)'),
      'Authentication-Results: filter.spatenhof.example; dmarc=pass header.from=tulpe.example',
      'Received: from out.tulpe.example (out.tulpe.example [198.51.100.7]) by filter.spatenhof.example with ESMTPS; Tue, 12 May 2026 08:00:04 +0000',
    ]
    expect(await filed(letter({ above: checked }), who)).toMatchObject({ decision: 'file', under: ['c-olga'] })
  })
})

/** What an attacker can write: everything below the line by which a server of ours took the mail, and its own name. */
const forged: Record<string, Letter> = {
  'a mailbox of ours below a line from outside': { above: [took('mail.evil.example (203.0.113.9)'), mailbox()], headers: [internal] },
  'the name of a server of ours in HELO': { above: [took('ex01.spatenhof.lan (203.0.113.9)'), mailbox()], headers: [internal] },
  'the name and the address of a server of ours in HELO': {
    above: [took('ex01.spatenhof.lan (10.0.0.11) (203.0.113.9)'), mailbox()],
    headers: [internal],
  },
  'a mailbox of ours below a foreign server': {
    above: ['Received: from a.example (10.0.0.1) by mx.evil.example with ESMTPS; Tue, 12 May 2026 08:00:06 +0000', mailbox()],
    headers: [internal],
  },
  'a mailbox of a server that is not ours': { above: [next, mailbox('ex01.evil.example')], headers: [internal] },
  'a mailbox that another server is said to have handed to ours': {
    above: [
      'Received: from mail.evil.example ([203.0.113.9]) by ex01.spatenhof.lan ([fe80::d034:a8db:9e32:acde%4]) with mapi id 15.02.1544.011; Tue, 12 May 2026 08:00:02 +0000',
    ],
    headers: [internal],
  },
  'a mailbox without the sign of one': { above: [next, mailbox()] },
  'the sign of a mailbox twice': { above: [next, mailbox()], headers: ['X-MS-Exchange-Organization-AuthAs: Anonymous', internal] },
  'the sign of a mailbox alone': { above: [next], headers: [internal] },
}

describe('an Exchange of our own: nothing is filed under Olga by', () => {
  it.each(Object.entries(forged))('%s', async (_, mail) => {
    expect((await filed(letter({ ...forward, ...mail }), who)).under.filter((id) => id !== 'c-tulpe')).toEqual([])
  })
})
