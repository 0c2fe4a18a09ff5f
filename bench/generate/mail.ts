import { bodyOf } from './body'
import type { Draft, Generated, Truth } from './draft'

interface Parts {
  readonly from: string
  readonly to?: string
  readonly headers?: readonly string[]
  readonly truth: Pick<Truth, 'kind' | 'number' | 'thread'> & Partial<Pick<Truth, 'caseNumber' | 'subject'>>
}

export function mail(draft: Draft, parts: Parts): Generated {
  const domain = parts.from.slice(parts.from.indexOf('@') + 1)
  const body = bodyOf(draft)
  const head = [
    ...trace(parts.from, domain, draft),
    `From: "Kunde ${draft.at}" <${parts.from}>`,
    `To: ${parts.to ?? 'service@sonnberg.example'}`,
    `Subject: ${encodedSubject(draft.subject)}`,
    `Date: Mon, 2 Mar 2026 ${String(draft.at % 24).padStart(2, '0')}:${String(draft.at % 60).padStart(2, '0')}:00 +0100`,
    `Message-ID: <${draft.id}@${domain}>`,
    ...(parts.headers ?? []),
    'MIME-Version: 1.0',
  ]
  const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n`), body.bytes])
  return {
    bytes,
    truth: {
      caseNumber: null,
      duplicateOf: null,
      subject: draft.subject,
      ...parts.truth,
      attachments: body.attachments,
      marker: draft.marker,
    },
  }
}

/** The forty lines that servers and filters leave on a mail. */
function trace(from: string, domain: string, draft: Draft): string[] {
  const results =
    domain === 'sonnberg.example'
      ? `auth=pass smtp.auth=${from} smtp.mailfrom=${from}`
      : `dkim=pass header.d=${domain}; spf=pass smtp.mailfrom=${from}; dmarc=pass header.from=${domain}`
  return [
    `Return-Path: <${from}>`,
    'Delivered-To: crm@sonnberg.example',
    `Authentication-Results: mx.sonnberg.example; ${results}`,
    `Received: from mail.${domain} (mail.${domain} [198.51.100.7])\r\n\tby mx.sonnberg.example (Postfix) with ESMTPS id ${draft.id}\r\n\tfor <service@sonnberg.example>; Mon, 2 Mar 2026 10:00:00 +0100`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=s1;\r\n\tbh=${draft.id}; h=From:To:Subject:Date;\r\n\tb=${'Ab3d'.repeat(60)}`,
    ...Array.from({ length: 30 }, (_, at) => `X-Filter-${at}: ${'0123456789abcdef'.repeat(3)}`),
  ]
}

const encodedSubject = (subject: string) =>
  /^[\x20-\x7e]*$/.test(subject) ? subject : `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`
