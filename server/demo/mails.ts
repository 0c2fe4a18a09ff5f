import { fromColleagues } from './stories/colleagues'
import { fromCustomers } from './stories/customers'
import { doubtful } from './stories/doubtful'
import { fromMachines } from './stories/machines'
import type { Story } from './story'

/** In the order in which they arrive: a bounce after the mail that it returns. */
const stories: readonly Story[] = [...fromCustomers, ...fromColleagues, ...fromMachines, ...doubtful]

/** Mails of the demo world, as our mail server hands them to crm@. Built, not stored, so that their dates are of today. */
export function demoMails(now = new Date()): readonly DemoMail[] {
  return stories.map((story, at) => {
    const date = new Date(now.getTime() - (stories.length - at) * 47 * 60_000)
    return { bytes: mail(story, date, at), receivedAt: date }
  })
}

interface DemoMail {
  readonly bytes: Buffer
  readonly receivedAt: Date
}

function mail(story: Story, date: Date, at: number): Buffer {
  const address = /<([^>]+)>/.exec(story.from)?.[1] ?? story.from
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const results = {
    pass: `dkim=pass header.d=${domain}; spf=pass smtp.mailfrom=${address}; dmarc=pass header.from=${domain}`,
    fail: `dkim=none; spf=fail smtp.mailfrom=${address}; dmarc=fail header.from=${domain}`,
    submitted: `auth=pass (plain) smtp.auth=${address} smtp.mailfrom=${address}`,
  }[story.proven ?? 'pass']
  const lines = [
    'Delivered-To: crm@sonnberg.example',
    `Authentication-Results: mx.sonnberg.example; ${results}`,
    `Received: from mail.${domain} by mx.sonnberg.example with ESMTPS id demo${at}; ${rfcDate(date)}`,
    `From: ${story.from}`,
    `To: ${story.to ?? 'Kundenservice <service@sonnberg.example>'}`,
    `Subject: ${story.subject}`,
    `Date: ${rfcDate(date)}`,
    `Message-ID: <${story.id ?? `demo-${at}`}@${domain}>`,
    ...(story.headers ?? []),
    'MIME-Version: 1.0',
    `Content-Type: ${story.type ?? 'text/plain; charset=utf-8'}`,
    'Content-Transfer-Encoding: 8bit',
    '',
    story.text,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

const rfcDate = (date: Date) => date.toUTCString().replace('GMT', '+0000')
