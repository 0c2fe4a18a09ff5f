import { floods } from './floods'
import { head, text } from './frame'

/** Mails that attack the reader: small to write, dear to read for those who do not count (docs/decisions/0001-own-mime-tree.md). */
const html = (body: string) => `${head}Content-Type: text/html; charset=utf-8\r\n\r\n${body}`

function nested(depth: number): string {
  const open = Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`).join('')
  return `${head}${open}\r\ntief\r\n`
}

/** Each level in base64 again: it grows by a third a level. */
function nestedBase64(levels: number, innermost: number): string {
  let mail = text('x'.repeat(innermost))
  for (let level = 0; level < levels; level++)
    mail = text(
      Buffer.from(mail, 'latin1').toString('base64').replace(/.{76}/g, '$&\r\n'),
      'message/rfc822',
      'Content-Transfer-Encoding: base64\r\n',
    )
  return mail
}

const parts = (count: number, part: string) =>
  `${head}Content-Type: multipart/mixed; boundary="b"\r\n\r\n${`--b\r\n${part}\r\n`.repeat(count)}--b--\r\n`

export const stressCases: Readonly<Record<string, () => string>> = {
  'multipart nested 10,000 deep': () => nested(10_000),
  'message/rfc822 nested 10,000 deep': () => `${head}${'Content-Type: message/rfc822\r\n\r\nSubject: x\r\n'.repeat(10_000)}\r\nx`,
  'base64 in base64, 5 deep, 60 MB': () => nestedBase64(5, 13_000_000),
  'base64 in base64, 2 deep, 42 MB': () => nestedBase64(2, 22_000_000),
  'base64 in base64, 35 deep, 40 MB': () => nestedBase64(35, 700),
  'an attached mail of 60 MB in base64': () => nestedBase64(1, 45_000_000),
  '100,000 header lines': () => `${head}${'X-A: b\r\n'.repeat(100_000)}\r\nx`,
  'one header of 10 MB': () => `X-A: ${'a'.repeat(10_000_000)}\r\n${head}\r\nx`,
  '200,000 folded lines': () => `X-A: a\r\n${' b\r\n'.repeat(200_000)}${head}\r\nx`,
  'To with 100,000 addresses': () => `To: ${'a@x.example, '.repeat(100_000)}b@x.example\r\n${head}\r\nx`,
  '100,000 quotes in To': () => `To: ${'"'.repeat(100_000)}\r\n${head}\r\nx`,
  '50,000 open parentheses in From': () => `From: ${'('.repeat(50_000)}\r\nTo: a@x.example\r\n\r\nx`,
  '200,000 commas in To': () => `To: ${','.repeat(200_000)}\r\n${head}\r\nx`,
  '20,000 groups': () => `To: ${'g: a@x.example; '.repeat(20_000)}\r\n${head}\r\nx`,
  '100,000 encoded words': () => `Subject: ${'=?utf-8?Q?a?= '.repeat(100_000)}\r\nFrom: a@x.example\r\n\r\nx`,
  '100,000 broken encoded words': () => `Subject: ${'=?utf-8?Q?a '.repeat(100_000)}\r\nFrom: a@x.example\r\n\r\nx`,
  'References with 100,000 ids': () => `References: ${'<a@x.example> '.repeat(100_000)}\r\n${head}\r\nx`,
  'body of 10 MB in one line': () => text('a'.repeat(10_000_000)),
  '2.5 million empty lines': () => text('\r\n'.repeat(2_500_000)),
  'flowed, 2.5 million blank lines': () => text(' \r\n'.repeat(2_500_000), 'text/plain; format=flowed'),
  '1 million soft breaks': () => `${head}Content-Transfer-Encoding: quoted-printable\r\n\r\n${'=\r\n'.repeat(1_000_000)}`,
  '100,000 parts': () => parts(100_000, '\r\nx'),
  '20,000 attachments': () => parts(20_000, 'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="a.pdf"\r\n\r\nx'),
  'empty boundary and 100,000 lines of --': () => `${head}Content-Type: multipart/mixed; boundary=""\r\n\r\n${'--\r\n'.repeat(100_000)}`,
  'RFC 2231 index 999999999': () => text('x', "application/pdf; name*999999999*=utf-8''a"),
  '400,000 nested div': () => html('<div>'.repeat(400_000)),
  '20,000 nested tables': () => html('<table><tr><td>'.repeat(20_000)),
  '10 MB of <': () => html('<'.repeat(10_000_000)),
  '200,000 attributes': () => html(`<p ${'a=b '.repeat(200_000)}>x</p>`),
  'subject of WG and 54,000 tabs': () => `Subject: WG${'\t'.repeat(54_000)}x\r\nFrom: a@x.example\r\n\r\nx`,
  '38,000 half addresses': () => text('<@'.repeat(38_000)),
  'Am A … schrieb A …': () => text(`Am A${' schrieb A'.repeat(17_000)}`),
  'On a a a …': () => text(`On ${'a '.repeat(100_000)}`),
  '25 MB of base64': () =>
    `${head}Content-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(320_000)}`,
  'a line of 200 kB that looks like a quote': () => text(`> ${'x '.repeat(100_000)}`),
  ...floods,
}
