import { attached, failure, report, returned } from '../parts'
import type { Story } from '../story'

/** What nobody wrote: absence, newsletter, bounce. */
export const fromMachines: readonly Story[] = [
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
    from: 'Mail Delivery System <MAILER-DAEMON@mx.sonnberg.example>',
    to: 'n.stein@sonnberg.example',
    subject: 'Undelivered Mail Returned to Sender',
    proven: 'submitted',
    text: attached(
      'This is the mail system at host mx.sonnberg.example.\r\n\r\nYour message could not be delivered.',
      failure('ben.kramer@huber-verlag.example', '5.2.2', 'mailbox full'),
      returned('anfrage-4712@sonnberg.example', 'Ihre Anfrage zur Adressänderung [VG=4712-m3q]'),
    ),
    type: report,
    headers: ['Auto-Submitted: auto-replied', 'Return-Path: <>'],
  },
]
