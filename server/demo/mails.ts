/** Mails of the demo world, as our mail server hands them to crm@. Built, not stored, so that their dates are of today. */
export function demoMails(now = new Date()): readonly DemoMail[] {
  return stories.map((story, at) => {
    const date = new Date(now.getTime() - (at + 1) * 47 * 60_000)
    return { bytes: mail(story, date, at), receivedAt: date }
  })
}

interface DemoMail {
  readonly bytes: Buffer
  readonly receivedAt: Date
}

interface Story {
  readonly from: string
  readonly to?: string
  readonly subject: string
  readonly text: string
  readonly proven?: 'pass' | 'fail' | 'submitted'
  readonly headers?: readonly string[]
}

const nora = 'Nora Stein <n.stein@sonnberg.example>'

const stories: readonly Story[] = [
  {
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'AW: Abo-Umstellung [VG=4711-x7k]',
    text: 'Guten Tag Frau Stein,\r\n\r\ndie Umstellung zum 1. des nächsten Monats passt. Bitte schicken Sie mir noch die Bestätigung.\r\n\r\nViele Grüße\r\nAnna Huber',
  },
  {
    from: 'Claire Petit <claire@librairie-petit.example>',
    subject: 'Abonnement 2027',
    text: 'Bonjour,\r\n\r\nnous souhaitons prolonger notre abonnement pour 2027. Pourriez-vous nous envoyer une offre ?\r\n\r\nCordialement\r\nClaire Petit',
  },
  {
    from: 'Familie Ott <familie.ott@t-online.de>',
    subject: 'Urlaubsunterbrechung',
    text: 'Guten Tag,\r\n\r\nwir sind vom 3. bis 24. verreist. Bitte unterbrechen Sie die Lieferung.\r\n\r\nMit freundlichen Grüßen\r\nOtt',
  },
  {
    from: 'Sabine Reuter <s.reuter@posteo.de>',
    subject: 'Rechnung [KD=10041]',
    text: 'Hallo,\r\n\r\nim Auftrag von Frau Möwe: die Rechnung Nr. 2026-311 liegt doppelt vor. Welche gilt?\r\n\r\nS. Reuter',
  },
  {
    from: 'Dora Weiß <dora.weiss@werk8.example>',
    subject: 'Anzeige im Herbstheft',
    text: 'Guten Tag,\r\n\r\nkönnen wir die Anzeige auf die dritte Umschlagseite setzen?\r\n\r\nDora Weiß',
  },
  {
    from: 'Dora Weiß <dora.weiss@werk8.example>',
    subject: 'Fwd: [VG=4711-x7k] Abo-Umstellung',
    text: 'Diese Kennung habe ich in einer alten Mail gefunden – gehört die zu uns?\r\n\r\nDora Weiß',
  },
  {
    from: 'Carl Rademacher <c.r@grossabnehmer.example>',
    subject: 'Kündigung',
    text: 'Guten Tag,\r\n\r\nhiermit kündigen wir zum Jahresende.\r\n\r\nC. Rademacher',
  },
  {
    from: 'Tom Vogel <t.vogel@sonnberg.example>',
    subject: '[KD=10061] Bitte die Bankverbindung ändern',
    text: 'Bitte sofort ändern und mir antworten.',
    proven: 'fail',
  },
  {
    from: nora,
    to: 'crm@sonnberg.example',
    subject: 'WG: Lieferadresse',
    proven: 'submitted',
    text: 'Bitte an den Vertrieb.\r\n\r\nVon: Ida Möwe <ida@möwe-bücher.example>\r\nGesendet: Montag, 2. März 2026 10:12\r\nAn: Service <service@sonnberg.example>\r\nBetreff: Lieferadresse\r\n\r\nGuten Tag,\r\n\r\nab April liefern Sie bitte in die Hafenstraße 7.\r\n\r\nIda Möwe',
  },
  {
    from: nora,
    to: 'Ben Kramer <ben.kramer@huber-verlag.example>',
    subject: 'Ihre Anfrage zur Adressänderung [VG=4712-m3q]',
    proven: 'submitted',
    text: 'Guten Tag Herr Kramer,\r\n\r\ndie neue Adresse ist eingetragen.\r\n\r\nNora Stein',
    headers: ['Cc: crm@sonnberg.example'],
  },
  {
    from: 'Karin Lang <karin.lang.hb@gmx.de>',
    subject: 'Automatische Antwort: Namensänderung im Abo',
    text: 'Ich bin bis zum 15. nicht im Haus.',
    headers: ['Auto-Submitted: auto-replied'],
  },
  {
    from: 'Branchenblatt <news@branchenblatt.example>',
    subject: 'Ihr Branchenblatt: die Themen der Woche',
    text: 'Alles, was die Branche bewegt.',
    headers: ['List-Id: <news.branchenblatt.example>', 'List-Unsubscribe: <https://branchenblatt.example/u>'],
  },
  {
    from: 'Lena Neu <lena.neu@werk8.example>',
    subject: 'Neue Ansprechpartnerin',
    text: 'Guten Tag,\r\n\r\nich habe die Mediaplanung von Frau Weiß übernommen.\r\n\r\nLena Neu\r\nWerk 8 Anzeigen GmbH\r\nTel. 030 5550142',
  },
  {
    from: 'Gerd Alt <gerd.alt44@web.de>',
    subject: 'Wieder Leser werden',
    text: 'Guten Tag,\r\n\r\nich möchte mein Abo wieder aufnehmen.\r\n\r\nGerd Alt',
  },
  {
    from: '"anna@huber-verlag.example" <rechnung@fremde-post.example>',
    subject: 'Offene Rechnung',
    text: 'Bitte zahlen Sie auf das neue Konto.',
  },
  {
    from: 'Petra Ott <familie.ott@t-online.de>',
    subject: 'AW: Ihr Abo',
    text: 'Danke, so machen wir es.\r\n\r\nPetra Ott',
    headers: ['In-Reply-To: <an-petra@sonnberg.example>'],
  },
  {
    from: 'Max Klein <maxklein.99@gmx.de>',
    subject: '<img src=x onerror=alert(1)> Anfrage',
    text: '<script>alert(1)</script> Ein Betreff, der etwas versucht.',
  },
]

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
    `Message-ID: <demo-${at}@${domain}>`,
    ...(story.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    story.text,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

const rfcDate = (date: Date) => date.toUTCString().replace('GMT', '+0000')
