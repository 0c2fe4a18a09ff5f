import { attached, letter, mixed } from '../parts'
import type { Story } from '../story'

const nora = 'Nora Stein <n.stein@sonnberg.example>'
const tom = 'Tom Vogel <t.vogel@sonnberg.example>'

/** What colleagues forward, redirect and send, and the answers to it. */
export const fromColleagues: readonly Story[] = [
  {
    from: nora,
    to: 'crm@sonnberg.example',
    subject: 'WG: Lieferadresse',
    proven: 'submitted',
    text: 'Bitte an den Vertrieb.\r\n\r\nVon: Ida Möwe <ida@möwe-bücher.example>\r\nGesendet: Montag, 2. März 2026 10:12\r\nAn: Service <service@sonnberg.example>\r\nBetreff: Lieferadresse\r\n\r\nGuten Tag,\r\n\r\nab April liefern Sie bitte in die Hafenstraße 7.\r\n\r\nIda Möwe',
  },
  {
    id: 'anfrage-4712',
    from: nora,
    to: 'Ben Kramer <ben.kramer@huber-verlag.example>',
    subject: 'Ihre Anfrage zur Adressänderung [VG=4712-m3q]',
    proven: 'submitted',
    text: 'Guten Tag Herr Kramer,\r\n\r\ndie neue Adresse ist eingetragen.\r\n\r\nNora Stein',
    headers: ['Cc: crm@sonnberg.example'],
  },
  {
    id: 'an-petra',
    from: nora,
    to: 'Petra Ott <familie.ott@t-online.de>',
    subject: 'Ihr Abo [KD=10071]',
    proven: 'submitted',
    text: 'Guten Tag Frau Ott,\r\n\r\nwir liefern ab Montag wieder.\r\n\r\nNora Stein',
    headers: ['Bcc: crm@sonnberg.example'],
  },
  {
    from: 'Petra Ott <familie.ott@t-online.de>',
    subject: 'AW: Ihr Abo',
    text: 'Danke, so machen wir es.\r\n\r\nPetra Ott',
    headers: ['In-Reply-To: <an-petra@sonnberg.example>'],
  },
  {
    from: tom,
    to: 'crm@sonnberg.example',
    subject: 'Fwd: Mediadaten',
    proven: 'submitted',
    text: 'Kennen wir die?\r\n\r\n---------- Forwarded message ---------\r\nVon: Jana Kühn <j.kuehn@agentur-nord.example>\r\nDate: So., 1. März 2026 um 18:20 Uhr\r\nSubject: Mediadaten\r\nTo: <vertrieb@sonnberg.example>\r\n\r\n\r\nGuten Tag,\r\n\r\nbitte schicken Sie uns Ihre Mediadaten.\r\n\r\nJana Kühn',
  },
  {
    from: nora,
    to: 'crm@sonnberg.example',
    subject: 'WG: Reklamation',
    proven: 'submitted',
    text: attached(
      'Kam an mich persönlich.',
      letter(
        'Claire Petit <claire@librairie-petit.example>',
        'Reklamation',
        'Bonjour,\r\n\r\ndeux exemplaires sont abîmés.\r\n\r\nClaire Petit',
      ),
    ),
    type: mixed,
  },
  {
    from: 'Ida Möwe <ida@möwe-bücher.example>',
    to: 'n.stein@sonnberg.example',
    subject: 'Rückfrage zur Sammelbestellung',
    text: 'Guten Tag Frau Stein,\r\n\r\nsind alle Titel lieferbar?\r\n\r\nIda Möwe',
    headers: ['Resent-From: Nora Stein <n.stein@sonnberg.example>', 'Resent-To: crm@sonnberg.example'],
  },
]
