import type { Story } from '../story'

/** Strangers, wrong tags, forged senders: where the machine asks or leaves it to a person. */
export const doubtful: readonly Story[] = [
  {
    from: 'Sabine Reuter <s.reuter@posteo.de>',
    subject: 'Rechnung [KD=10041]',
    text: 'Hallo,\r\n\r\nim Auftrag von Frau Möwe: die Rechnung Nr. 2026-311 liegt doppelt vor. Welche gilt?\r\n\r\nS. Reuter',
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
    from: 'Lena Neu <lena.neu@werk8.example>',
    subject: 'Neue Ansprechpartnerin',
    text: 'Guten Tag,\r\n\r\nich habe die Mediaplanung von Frau Weiß übernommen.\r\n\r\nLena Neu\r\nWerk 8 Anzeigen GmbH\r\nTel. 030 5550142',
  },
  {
    from: '"anna@huber-verlag.example" <rechnung@fremde-post.example>',
    subject: 'Offene Rechnung',
    text: 'Bitte zahlen Sie auf das neue Konto.',
  },
  {
    from: 'Max Klein <maxklein.99@gmx.de>',
    subject: '<img src=x onerror=alert(1)> Anfrage',
    text: '<script>alert(1)</script> Ein Betreff, der etwas versucht.',
  },
  {
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'Re: Abo-Umstellung [VG=4711-q9q]',
    text: 'Guten Tag,\r\n\r\ndie Kennung habe ich abgetippt.\r\n\r\nAnna Huber',
  },
  {
    from: 'Ben Kramer <ben.kramer@huber-verlag.example>',
    subject: 'Zwei Fragen [VG=4711-x7k] [VG=4712-m3q]',
    text: 'Guten Tag,\r\n\r\neine zur Umstellung, eine zur Adresse.\r\n\r\nBen Kramer',
  },
  {
    from: 'Lena Neu <lena.neu@werk8.example>',
    subject: 'Mahnsperre [VG=4720-p5d]',
    text: 'Guten Tag,\r\n\r\nFrau Weiß gab mir diese Kennung. Worum geht es?\r\n\r\nLena Neu',
  },
]
