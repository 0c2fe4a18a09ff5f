/** A small mail of the demo world, as our mail server would have stamped it. */
export interface TestMail {
  readonly from: string
  readonly to?: string
  readonly subject: string
  readonly text?: string
  readonly messageId: string
  readonly proven?: 'pass' | 'fail' | 'none' | 'submitted'
  readonly headers?: readonly string[]
  readonly date?: string
  /** Content-Type; `text` is the whole body then. */
  readonly type?: string
}

export function mailBytes(mail: TestMail): Buffer {
  const address = /<([^>]+)>/.exec(mail.from)?.[1] ?? mail.from
  const domain = address.slice(address.indexOf('@') + 1)
  const results = {
    pass: [
      `Authentication-Results: mx.sonnberg.example; dkim=pass header.d=${domain}; spf=pass smtp.mailfrom=${address}; dmarc=pass header.from=${domain}`,
    ],
    fail: [`Authentication-Results: mx.sonnberg.example; dkim=none; spf=fail smtp.mailfrom=${address}; dmarc=fail header.from=${domain}`],
    submitted: [`Authentication-Results: mx.sonnberg.example; auth=pass smtp.auth=${address} smtp.mailfrom=${address}`],
    none: [],
  }[mail.proven ?? 'pass']
  const lines = [
    ...results,
    `Received: from mail.${domain} by mx.sonnberg.example with ESMTPS; Mon, 2 Mar 2026 09:00:01 +0100`,
    `From: ${mail.from}`,
    `To: ${mail.to ?? 'service@sonnberg.example'}`,
    `Subject: ${mail.subject}`,
    `Date: ${mail.date ?? 'Mon, 2 Mar 2026 09:00:00 +0100'}`,
    ...(mail.messageId === '' ? [] : [`Message-ID: <${mail.messageId}>`]),
    ...(mail.headers ?? []),
    'MIME-Version: 1.0',
    `Content-Type: ${mail.type ?? 'text/plain; charset=utf-8'}`,
    'Content-Transfer-Encoding: 8bit',
    '',
    mail.text ?? 'Guten Tag,\r\n\r\nbitte rufen Sie zurück.\r\n',
  ]
  return Buffer.from(lines.join('\r\n'))
}
