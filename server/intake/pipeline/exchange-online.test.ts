import { describe, expect, it } from 'vitest'
import { exchangeOnline } from './exchange-online'
import { type Letter, letter, mailPart, multipart, textPart } from './testing/mails'
import { filed, own } from './testing/world'

const who = { ...own, authservIds: new Set([exchangeOnline]) }
const mailbox =
  'Received: from AS8PR04MB8000.eurprd04.prod.outlook.com (2603:10a6:20b:3f8::13) by DB9PR04MB9000.eurprd04.prod.outlook.com with HTTPS; Tue, 12 May 2026 08:00:06 +0000'
const inside = [
  'Received: from AM0PR02CA0001.eurprd02.prod.outlook.com (2603:10a6:208:3e::14) by AS8PR04MB8000.eurprd04.prod.outlook.com (2603:10a6:20b:3f8::13) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9891.23; Tue, 12 May 2026 08:00:05 +0000',
  'Received: from AM3PEPF0000A790.eurprd04.prod.outlook.com (2603:10a6:208:3e:cafe::5) by AM0PR02CA0001.outlook.office365.com (2603:10a6:208:3e::14) with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9891.22 via Frontend Transport; Tue, 12 May 2026 08:00:04 +0000',
]
const results = (dmarc: string, domain: string, spf = dmarc) =>
  `Authentication-Results: spf=${spf} (sender IP is 203.0.113.9)\n smtp.mailfrom=${domain}; dkim=${dmarc === 'pass' ? 'pass' : 'none'} (signature was ${dmarc === 'pass' ? 'verified' : 'missing'})\n header.d=${dmarc === 'pass' ? domain : 'none'};dmarc=${dmarc} action=none\n header.from=${domain};compauth=pass reason=100`
const receivedSpf = 'Received-SPF: Pass (protection.outlook.com: domain of tulpe.example designates 203.0.113.9 as permitted sender)'
const entrance = (from = 'out.client.example (203.0.113.9)') =>
  `Received: from ${from} by AM3PEPF0000A790.mail.protection.outlook.com (10.167.16.119) with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9891.9 via Frontend Transport; Tue, 12 May 2026 08:00:03 +0000`
const fromOutside = (told: string | null, from?: string) => [
  mailbox,
  ...inside,
  ...(told === null ? [] : [told]),
  receivedSpf,
  entrance(from),
]
const mapi =
  'Received: from AS8PR04MB8001.eurprd04.prod.outlook.com ([fe80::d034:a8db:9e32:acde]) by AS8PR04MB8001.eurprd04.prod.outlook.com ([fe80::d034:a8db:9e32:acde%4]) with mapi id 15.20.9891.021; Tue, 12 May 2026 08:00:02 +0000'
const internal = 'X-MS-Exchange-Organization-AuthAs: Internal'
const fromColleague = [mailbox, results('none', 'spatenhof.example', 'none'), inside[0]!, mapi]
const forgedPass = results('pass', 'tulpe.example')
const ines = 'Ines Wolf <i.wolf@spatenhof.example>'
const aboutOlga =
  '\n\n-----Ursprüngliche Nachricht-----\nVon: Olga Brenner <o.brenner@tulpe.example>\nGesendet: Montag, 11. Mai 2026 09:00\nAn: service@spatenhof.example\nBetreff: Neue Bankverbindung\n\nBitte ab sofort auf das neue Konto.'
const forward = { from: ines, to: 'crm@spatenhof.example', subject: 'WG: Neue Bankverbindung', text: aboutOlga }

describe('mail that Microsoft 365 took in', () => {
  it('is filed when DMARC passed at the entrance', async () => {
    expect(await filed(letter({ above: fromOutside(forgedPass) }), who)).toMatchObject({ decision: 'file', under: ['c-olga'] })
  })
  it('is filed when a colleague sends it from a mailbox of ours, also by hand-forward', async () => {
    const mail = letter({ above: fromColleague, headers: [internal], ...forward })
    expect(await filed(mail, who)).toMatchObject({ under: ['c-olga'], from: { address: 'o.brenner@tulpe.example' } })
  })
  it('proves nothing to a server that is told of no Microsoft 365', async () => {
    expect((await filed(letter({ above: fromColleague, headers: [internal], ...forward }))).from.address).toBe('i.wolf@spatenhof.example')
  })
})

/** What an attacker can write: everything below the entrance, its own name, and mail from a Microsoft 365 of its own. */
const forged: Record<string, Letter> = {
  'results of a failed check': { above: fromOutside(results('fail', 'tulpe.example')) },
  'results below the entrance': { above: [...fromOutside(results('fail', 'tulpe.example')), forgedPass] },
  'results below the entrance, none above': { above: [...fromOutside(null), forgedPass] },
  'results with our word as a server’s name': {
    above: [
      ...fromOutside(results('fail', 'tulpe.example')),
      `Authentication-Results: ${exchangeOnline}; dmarc=pass header.from=tulpe.example`,
    ],
  },
  'a second entrance below the true one': { above: [...fromOutside(null), ...inside, forgedPass, receivedSpf, entrance()] },
  'the whole way of a proven mail below the true one': {
    above: [...fromOutside(results('fail', 'tulpe.example')), ...fromOutside(forgedPass)],
  },
  'the name of a Microsoft server in HELO': {
    above: [...fromOutside(null, 'AM3PEPF0000A790.eurprd04.prod.outlook.com (203.0.113.9)'), forgedPass, entrance()],
  },
  'the outgoing server of another customer of Microsoft': {
    above: [
      ...fromOutside(results('fail', 'tulpe.example'), 'EUR05-DB8-obe.outbound.protection.outlook.com (40.107.20.1)'),
      forgedPass,
      mapi,
    ],
    headers: [internal],
  },
  'proof for another domain': { above: fromOutside(results('pass', 'evil.example')) },
  'a bestguesspass': { above: fromOutside(results('bestguesspass', 'tulpe.example', 'none')) },
  'results in the quoted envelope sender': {
    above: fromOutside(
      'Authentication-Results: spf=pass (sender IP is 203.0.113.9)\n smtp.mailfrom="x; dmarc=pass header.from=tulpe.example; y"@evil.example; dkim=none header.d=none;dmarc=fail action=none header.from=tulpe.example',
    ),
  },
  'results in an envelope sender without quotes': {
    above: fromOutside(
      'Authentication-Results: spf=pass smtp.mailfrom=x; dmarc=pass header.from=tulpe.example; y@evil.example; dkim=none;dmarc=fail action=none header.from=tulpe.example',
    ),
  },
  'a colleague who is said to have signed in, in an envelope sender': {
    ...forward,
    above: fromOutside(
      'Authentication-Results: spf=pass smtp.mailfrom=x; auth=pass smtp.auth=i.wolf@spatenhof.example; y@evil.example; dkim=none;dmarc=none action=none header.from=spatenhof.example',
    ),
  },
  'a host that only begins like Microsoft’s': {
    ...forward,
    headers: [internal],
    above: [
      `Received: from a.example by x.outlook.com.evil.example with HTTPS; Tue, 12 May 2026 08:00:06 +0000`,
      results('pass', 'spatenhof.example'),
      mapi,
    ],
  },
  'a colleague’s address from outside': { ...forward, above: fromOutside(results('fail', 'spatenhof.example')) },
  'a colleague’s address and the signs of a mailbox of ours, below the entrance': {
    ...forward,
    above: [...fromOutside(results('fail', 'spatenhof.example')), inside[0]!, mapi],
    headers: [internal],
  },
  'a colleague’s address and the sign of a mailbox, twice': {
    ...forward,
    above: fromColleague,
    headers: ['X-MS-Exchange-Organization-AuthAs: Anonymous', internal],
  },
  'a colleague’s address without the sign of a mailbox': { ...forward, above: fromColleague },
  'a colleague’s address without results': { ...forward, above: fromOutside(null), headers: [internal] },
  'a mail of a stranger with an attached one': {
    from: 'Eva Vil <eva@evil.example>',
    above: fromOutside(results('pass', 'evil.example')),
    ...multipart([textPart('siehe Anhang'), mailPart(letter({ above: fromOutside(forgedPass) }))]),
  },
}

describe('Microsoft 365: nothing is filed under Olga by', () => {
  it.each(Object.entries(forged))('%s', async (_, mail) => {
    expect((await filed(letter(mail), who)).under.filter((id) => id !== 'c-tulpe')).toEqual([])
  })
})
