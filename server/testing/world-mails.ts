import type { Arrival } from '../intake/arrival'
import { mailBytes, type TestMail } from './mail'

/** Mails of the world as the mail server took them in, by what tests and examples call them. */
export const worldMails: Readonly<Record<string, TestMail>> = {
  frage: {
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'Frage zum Abo [VG=4711-x7k]',
    messageId: 'frage@huber-verlag.example',
    text: 'Guten Tag,\r\n\r\nwann kommt die Rechnung für die Zeitungen?\r\n\r\nAnna Huber\r\n',
  },
  nachfrage: {
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'AW: Frage zum Abo [VG=4711-x7k]',
    messageId: 'nachfrage@huber-verlag.example',
    date: 'Tue, 3 Mar 2026 10:00:00 +0100',
    headers: ['In-Reply-To: <frage@huber-verlag.example>'],
    text: 'Gibt es schon Neues?\r\n',
  },
  grundriss: {
    from: 'Ben Kramer <ben.kramer@huber-verlag.example>',
    to: 'service@sonnberg.example, "Stein, Nora" <n.stein@sonnberg.example>',
    subject: 'Grundriss der Filiale',
    messageId: 'grundriss@huber-verlag.example',
    headers: ['Cc: Anna Huber <anna@huber-verlag.example>', 'Bcc: geheim@huber-verlag.example,', ' noch.einer@huber-verlag.example'],
    type: 'multipart/mixed; boundary=grenze',
    text: [
      '--grenze',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Anbei der <b>Grundriss</b>.</p><script>alert(1)</script><img src="cid:logo@huber"><img src="https://spion.example/x.png">',
      '--grenze',
      'Content-Type: text/plain; name="../../etc/Grundriss\tFiliale.pdf"',
      'Content-Disposition: attachment; filename="../../etc/Grundriss Filiale.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('%PDF-1.4 der Grundriss').toString('base64'),
      '--grenze',
      'Content-Type: image/png; name=logo.png',
      'Content-ID: <logo@huber>',
      'Content-Disposition: inline; filename=logo.png',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64'),
      '--grenze--',
      '',
    ].join('\r\n'),
  },
  mahnung: {
    from: 'Dora Weiß <dora.weiss@werk8.example>',
    subject: 'Mahnung? [VG=4720-p5d]',
    messageId: 'mahnung@werk8.example',
    text: 'Die Mahnung ist unberechtigt.\r\n',
  },
  urlaub: {
    from: 'Familie Ott <familie.ott@t-online.de>',
    subject: 'Urlaub: Zeitung abbestellen',
    messageId: 'urlaub@t-online.de',
    text: 'Bitte liefern Sie im August nicht.\r\n',
  },
  anfrage: {
    from: 'Ute Fremd <ute@fremd.example>',
    subject: 'Anfrage',
    messageId: 'anfrage@fremd.example',
    text: 'Was kostet eine Anzeige?\r\n',
  },
}

export const worldArrivals = (): Arrival[] =>
  Object.values(worldMails).map((mail, at) => ({
    source: 'imap',
    mailboxId: null,
    folder: 'INBOX',
    uidValidity: 1n,
    uid: BigInt(at + 1),
    receivedAt: new Date(Date.UTC(2026, 2, 3, 8, at)),
    bytes: mailBytes(mail),
  }))
