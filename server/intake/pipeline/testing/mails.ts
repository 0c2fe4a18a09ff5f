/** Mails of the garden world as its server takes them in: header lines from the top, then the body. */
export interface Letter {
  readonly from?: string
  readonly to?: string
  readonly cc?: string
  readonly subject?: string
  readonly text?: string
  readonly headers?: readonly string[]
  /** Lines that our server would have put on top, instead of those that `proof` says. */
  readonly above?: readonly string[]
  readonly proof?: Proof
  readonly date?: string
  readonly type?: string
}
export type Proof = 'pass' | 'fail' | 'softfail' | 'none' | 'other-domain' | 'no-result' | 'signed-in'

const day = 'Tue, 12 May 2026'
export const server = 'mail1.spatenhof.example'

export function letter(mail: Letter = {}): string {
  const from = mail.from ?? 'Olga Brenner <o.brenner@tulpe.example>'
  return [
    ...(mail.above ?? stamps(from, mail.proof ?? 'pass')),
    `From: ${from}`,
    `To: ${mail.to ?? 'Service <service@spatenhof.example>'}`,
    ...(mail.cc ? [`Cc: ${mail.cc}`] : []),
    `Subject: ${mail.subject ?? 'Frage zur Lieferung'}`,
    `Date: ${mail.date ?? `${day} 10:00:00 +0200`}`,
    'Message-ID: <one-of-many@client.example>',
    ...(mail.headers ?? []),
    'MIME-Version: 1.0',
    `Content-Type: ${mail.type ?? 'text/plain; charset=utf-8'}`,
    'Content-Transfer-Encoding: 8bit',
    '',
    mail.text ?? 'Guten Tag,\n\nwann kommen die Spaten?\n\nGruß',
    '',
  ]
    .join('\n')
    .replace(/\r?\n/g, '\r\n')
}

export const colleague = (mail: Letter): string =>
  letter({ from: 'Ines Wolf <i.wolf@spatenhof.example>', to: 'crm@spatenhof.example', proof: 'signed-in', ...mail })

export const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from

function stamps(from: string, proof: Proof): string[] {
  const address = addressIn(from)
  return [
    'Return-Path: <x@client.example>',
    `Received: from ${server} ([10.1.0.2]) by imap.spatenhof.example with LMTP id a1; ${day} 10:00:04 +0200`,
    ...results(address, address.slice(address.lastIndexOf('@') + 1), proof),
    taken(proof),
  ]
}

export const taken = (proof: Proof): string =>
  proof === 'signed-in'
    ? `Received: from [10.1.7.7] (pc7.lan [10.1.7.7]) by ${server} (Postfix) with ESMTPSA id b2; ${day} 10:00:03 +0200`
    : `Received: from out.client.example (unknown [203.0.113.9]) by ${server} (Postfix) with ESMTPS id b2; ${day} 10:00:03 +0200`

function results(address: string, domain: string, proof: Proof): string[] {
  const words: Record<Proof, string | null> = {
    pass: `dkim=pass header.d=${domain}; spf=pass smtp.mailfrom=${address}; dmarc=pass (p=none) header.from=${domain}`,
    fail: `dkim=none; spf=fail smtp.mailfrom=${address}; dmarc=fail (p=reject) header.from=${domain}`,
    softfail: `dkim=none; spf=softfail smtp.mailfrom=${address}; dmarc=none header.from=${domain}`,
    none: `dkim=none; spf=none smtp.mailfrom=${address}; dmarc=none header.from=${domain}`,
    'other-domain': 'dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=a@evil.example; dmarc=pass header.from=evil.example',
    'no-result': null,
    'signed-in': `auth=pass (plain) smtp.auth=${address} smtp.mailfrom=${address}`,
  }
  return words[proof] === null ? [] : [`Authentication-Results: ${server};\n\t${words[proof]}`]
}

export function multipart(parts: readonly string[], kind = 'mixed'): { type: string; text: string } {
  return { type: `multipart/${kind}; boundary="bb77"`, text: `${parts.map((part) => `--bb77\n${part}`).join('\n')}\n--bb77--` }
}

export const textPart = (text: string): string => `Content-Type: text/plain; charset=utf-8\n\n${text}\n`
export const mailPart = (mail: string): string => `Content-Type: message/rfc822\n\n${mail.replace(/\r\n/g, '\n')}`
