import { attached, invitation, mixed, pdf } from '../parts'
import type { Story } from '../story'

/** Mails of people we know. */
export const fromCustomers: readonly Story[] = [
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
    from: 'Dora Weiß <dora.weiss@werk8.example>',
    subject: 'Anzeige im Herbstheft',
    text: 'Guten Tag,\r\n\r\nkönnen wir die Anzeige auf die dritte Umschlagseite setzen?\r\n\r\nDora Weiß',
  },
  {
    from: 'Ben Kramer <ben.kramer@huber-verlag.example>',
    subject: 'Unterlagen zur Filiale [VG=4712-m3q]',
    text: attached('Guten Tag,\r\n\r\nanbei der Grundriss.\r\n\r\nBen Kramer', pdf('Grundriss Filiale Süd.pdf', 'Grundriss')),
    type: mixed,
  },
  {
    from: 'Ida Möwe <ida@möwe-bücher.example>',
    subject: 'Einladung: Absprache Herbstprogramm',
    text: attached('Ida Möwe lädt Sie ein.', invitation('Absprache Herbstprogramm', 'ida@möwe-bücher.example')),
    type: mixed,
  },
  {
    from: 'Karin Lang <karin.kurz.hb@gmx.de>',
    subject: 'Re: Namensänderung im Abo',
    text: 'Guten Tag,\r\n\r\nich schreibe von meiner alten Adresse: hat die Umstellung geklappt?\r\n\r\nKarin Lang',
  },
  {
    from: 'Dora Weiß <dora.weiss@werk8.example>',
    subject: 'AW: Mahnsperre [VG=4720-p5d]',
    text: 'Guten Tag,\r\n\r\nbitte behandeln Sie das weiter vertraulich.\r\n\r\nDora Weiß',
  },
  {
    from: 'Gerd Alt <gerd.alt44@web.de>',
    subject: 'Wieder Leser werden',
    text: 'Guten Tag,\r\n\r\nich möchte mein Abo wieder aufnehmen.\r\n\r\nGerd Alt',
  },
]
