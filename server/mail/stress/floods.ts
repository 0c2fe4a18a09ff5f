import { head, text } from './frame'

/** Mails that repeat one small thing until a careless reader is quadratic in it, or keeps an object for each. */
export const floods: Readonly<Record<string, () => string>> = {
  "10 MB of 'A='": () => text('A='.repeat(5_000_000), 'application/pdf', 'Content-Transfer-Encoding: base64\r\n'),
  '200,000 beginnings of uuencode': () => text('begin 644 x\n'.repeat(200_000)),
  '200,000 empty files of uuencode': () => text('begin 644 x\n`\nend\n'.repeat(200_000)),
  '200,000 beginnings of yEnc': () => text('=ybegin line=1 size=1 name=x\n'.repeat(200_000)),
  '20 MB of yEnc in one line': () => text(`=ybegin line=1 size=1 name=x\n${'a'.repeat(20_000_000)}\n=yend\n`),
  '130,000 broken header lines': () => `X-A: b\r\n${'a b:c\r\n'.repeat(130_000)}${head}\r\nx`,
  '80,000 lines without a colon between headers': () => `X-A: b\r\n${'a\r\nX-B: x\r\n'.repeat(80_000)}${head}\r\nx`,
  'To of 225,000 half groups': () => `To: ${'a@b:'.repeat(900_000 / 4)}\r\n${head}\r\nx`,
  'an address with 900,000 blanks before it': () => `To: a${' '.repeat(900_000)}b@c\r\n${head}\r\nx`,
  'a name of 900,000 letters': () => `To: "${'a'.repeat(900_000)}@" <a@b.example>\r\n${head}\r\nx`,
  'a name of 450,000 at signs': () => `To: "${'a@'.repeat(900_000 / 2)}" <a@b.example>\r\n${head}\r\nx`,
  '450,000 backslashes behind an address': () => `To: <a@b>${'x\\'.repeat(900_000 / 2)}\r\n${head}\r\nx`,
  '300,000 comments': () => `To: ${'(a)'.repeat(900_000 / 3)}\r\n${head}\r\nx`,
  '450,000 semicolons in Content-Type': () => `${head}Content-Type: text/plain${'; '.repeat(900_000 / 2)}\r\n\r\nx`,
  '900,000 blanks in Content-Type': () => `${head}Content-Type: a${' '.repeat(900_000)}b\r\n\r\nx`,
  '80,000 parameters': () => `${head}Content-Type: text/plain${Array.from({ length: 80_000 }, (_, i) => `; a${i}=b`).join('')}\r\n\r\nx`,
  '900,000 parentheses in Content-Transfer-Encoding': () => `${head}Content-Transfer-Encoding: ${'('.repeat(900_000)}\r\n\r\nx`,
  '900,000 underscores in an encoded word': () => `Subject: =?utf-8?Q?${'_'.repeat(900_000)}a?=\r\nFrom: a@x.example\r\n\r\nx`,
  '64,000 encoded words of two charsets': () =>
    `Subject: ${'=?utf-8?Q?a?= =?utf-7?Q?+?= '.repeat(900_000 / 28)}\r\nFrom: a@x.example\r\n\r\nx`,
  '499 pictures in 4 MB of references': () =>
    `${head}Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n${'cid:a'.repeat(800_000)}\r\n` +
    Array.from({ length: 499 }, (_, i) => `--b\r\nContent-Type: image/png\r\nContent-ID: <aaa${'cid:a'.repeat(10)}${i}>\r\n\r\nx\r\n`).join(
      '',
    ) +
    '--b--',
  '2,000 parts of 2,000 headers': () =>
    `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${(`--b\r\n${'X: y\r\n'.repeat(2000)}\r\nx\r\n`).repeat(2000)}`,
  '500,000 entries of a list': () => text(`<ul>${'<li>x'.repeat(500_000)}`, 'text/html'),
  '500,000 cells': () => text(`<table><tr>${'<td>x'.repeat(500_000)}`, 'text/html'),
  '1 million line breaks in HTML': () => text('<br>'.repeat(1_000_000), 'text/html'),
  '2 million lines of uuencode': () =>
    text(`begin 644 x\r\n${'#aaa\r\n'.repeat(2_000_000)}`, 'application/x', 'Content-Transfer-Encoding: x-uuencode\r\n'),
  '10 MB that is said to be Japanese': () => text('a'.repeat(10_000_000), 'text/plain; charset=iso-2022-jp'),
  '10 MB of broken UTF-8': () => text('\xff'.repeat(10_000_000)),
  '1 million lines of mbox above the headers': () => `${'From x\r\n'.repeat(1_000_000) + head}\r\nx`,
  '1 million blank lines above the headers': () => `${'\r\n'.repeat(1_000_000)}${head}\r\nx`,
  '1 million blank lines above none': () => '\r\n'.repeat(1_000_000),
  '300,000 quotes in brackets that never end': () => `To: ${'<\\"'.repeat(300_001)}\r\n${head}\r\nx`,
  '450,000 escaped quotes in one that never ends': () => `To: "${'\\"'.repeat(450_000)}\r\n${head}\r\nx`,
  'delimiters with a million blanks': () =>
    `${head}Content-Type: multipart/mixed; boundary="b"\r\n\r\n${(`--b${' '.repeat(1_000_000)}x\r\n`).repeat(20)}`,
  '2,000 multiparts whose boundary stands nowhere, above 40 MB': () =>
    `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${Array.from({ length: 1_900 }, (_, at) => `--b\r\nContent-Type: multipart/mixed; boundary=other${at}\r\n\r\nx\r\n`).join('')}--b\r\n\r\n${'x\r\n'.repeat(13_000_000)}--b--\r\n`,
  '1,900 texts, every other one HTML': () =>
    `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\n\r\n${'Wort '.repeat(800)}\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>${'<b>Wort</b> '.repeat(300)}</p>\r\n`.repeat(950)}--b--\r\n`,
  'multiparts in base64, 35 deep': () => {
    let mail = 'x'
    for (let level = 0; level < 35; level++)
      mail = `Content-Type: multipart/mixed; boundary=b${level}\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(`--b${level}\r\n${mail}\r\n--b${level}--`).toString('base64')}\r\n`
    return head + mail
  },
  '2 million closing delimiters': () => `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b--\r\n'.repeat(2_000_000)}`,
}
