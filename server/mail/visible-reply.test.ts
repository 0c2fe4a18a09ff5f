import { describe, expect, it } from 'vitest'
import { visibleReply } from './visible-reply'

const answer = 'Guten Tag,\n\nja, bitte zwölf Exemplare.'

describe('an answer above the quote', () => {
  it.each([
    [
      'Outlook de',
      'Von: Abo <abo@us.example>\nGesendet: Mittwoch, 25. März 2026 16:41\nAn: Carl <c@x.example>\nBetreff: Exemplare\n\nWie viele?',
    ],
    [
      'Outlook en with a rule',
      '________________________________\nFrom: Abo <abo@us.example>\nSent: Wednesday, March 25, 2026 4:41 PM\nTo: Carl\nSubject: Copies\n\nHow many?',
    ],
    ['Outlook de, old', '-----Ursprüngliche Nachricht-----\nVon: Abo [mailto:abo@us.example]\nGesendet: 25. März 2026\n\nWie viele?'],
    ['Thunderbird de', 'Am 25.03.26 um 16:41 schrieb Abo:\n> Wie viele?'],
    ['Gmail de', 'Am Mi., 25. März 2026 um 16:41 Uhr schrieb Abo <\nabo@us.example>:\n\n> Wie viele?'],
    ['Gmail de, other order', 'Abo <abo@us.example> schrieb am Mi., 25. März 2026,\n16:41:\n\n> Wie viele?'],
    ['Apple Mail en', 'On 25 Mar 2026, at 16:41, Abo <abo@us.example> wrote:\n\n> How many?'],
    ['Gmail fr', 'Le mer. 25 mars 2026 à 16:41, Abo <abo@us.example> a écrit :\n\n> Combien ?'],
    ['Gmail es', 'El mié, 25 mar 2026 a las 16:41, Abo (<abo@us.example>) escribió:\n\n> ¿Cuántos?'],
    ['Gmail it', 'Il giorno mer 25 mar 2026 alle ore 16:41 Abo <abo@us.example> ha scritto:\n\n> Quanti?'],
    ['Gmail pt', 'Abo <abo@us.example> escreveu no dia quarta, 25/03/2026 à(s) 16:41:\n\n> Quantos?'],
    ['Gmail nl', 'Op wo 25 mrt 2026 om 16:41 schreef Abo <abo@us.example>:\n\n> Hoeveel?'],
    ['Gmail pl', 'śr., 25 mar 2026 o 16:41 Abo <abo@us.example> napisał(a):\n\n> Ile?'],
    ['Gmail sv', 'Den ons 25 mars 2026 kl 16:41 skrev Abo <abo@us.example>:\n\n> Hur många?'],
    ['Gmail da', 'Den ons. 25. mar. 2026 kl. 16.41 skrev Abo <abo@us.example>:\n\n> Hvor mange?'],
    ['Gmail fi', 'ke 25. maalisk. 2026 klo 16.41 Abo (abo@us.example) kirjoitti:\n\n> Kuinka monta?'],
    ['Gmail cs', 'st 25. 3. 2026 v 16:41 odesílatel Abo <abo@us.example> napsal:\n\n> Kolik?'],
    ['Gmail hu', 'Abo <abo@us.example> ezt írta (időpont: 2026. márc. 25., Sze, 16:41):\n\n> Hányat?'],
    ['Gmail tr', 'Abo <abo@us.example>, 25 Mar 2026 Çar, 16:41 tarihinde şunu yazdı:\n\n> Kaç?'],
    ['Gmail ru', 'ср, 25 мар. 2026 г. в 16:41, Abo <abo@us.example>:\n\n> Сколько?'],
    ['Gmail uk', 'ср, 25 бер. 2026 р. о 16:41 Abo <abo@us.example> пише:\n\n> Скільки?'],
    ['Gmail ja', '2026年3月25日(水) 16:41 Abo <abo@us.example>:\n\n> 何部ですか'],
    [
      'QQ zh',
      '------------------ 原始邮件 ------------------\n发件人: "Abo" <abo@us.example>;\n发送时间: 2026年3月25日(星期三) 下午4:41\n收件人: "Carl"<c@x.example>;\n主题: 订单\n\n多少?',
    ],
    ['Apple zh', '> 在 2026年3月25日，下午4:41，Abo <abo@us.example> 写道：\n> 多少?'],
    ['Apple ko', '> 2026. 3. 25. 오후 4:41, Abo <abo@us.example> 작성:\n> 몇 부?'],
    ['Zoho', '---- On Wed, 25 Mar 2026 16:41:00 +0100 Abo <abo@us.example> wrote ----\n\nHow many?'],
    [
      'Orange fr',
      '> Message du 25/03/26 16:41\n> De : "Abo" <abo@us.example>\n> A : c@x.example\n> Copie à :\n> Objet : Exemplaires\n>\n> Combien ?',
    ],
    ['Gmail of old', '2026-03-25 16:41 GMT+01:00 Abo <abo@us.example>:\n\n> Wie viele?'],
    ['Roundcube pl', 'W dniu 2026-03-25 16:41, Abo napisał(a):\n> Ile?'],
    ['Thunderbird en', 'On 25/03/2026 16:41, Abo wrote:\n> How many?'],
    ['Thunderbird fr', 'Le 25/03/2026 à 16:41, Abo a écrit :\n> Combien ?'],
    ['Thunderbird it', 'Il 25/03/2026 16:41, Abo ha scritto:\n> Quanti?'],
    ['Thunderbird es', 'El 25/3/26 a las 16:41, Abo escribió:\n> ¿Cuántos?'],
    ['Thunderbird nl', 'Op 25-03-2026 om 16:41 schreef Abo:\n> Hoeveel?'],
    ['Thunderbird cs', 'Dne 25. 03. 26 v 16:41 Abo napsal(a):\n> Kolik?'],
    ['Thunderbird sv', 'Den 2026-03-25 kl. 16:41, skrev Abo:\n> Hur många?'],
    ['Thunderbird no', 'Den 25.03.2026 16:41, skrev Abo:\n> Hvor mange?'],
    ['Thunderbird ru', '25.03.2026 16:41, Abo пишет:\n> Сколько?'],
    ['Gnus', 'Abo <abo@us.example> writes:\n\n> How many?'],
    [
      'a phone',
      '----- Reply message -----\nVon: "Abo" <abo@us.example>\nAn: "Carl" <c@x.example>\nBetreff: Exemplare\nDatum: Mi., März 25, 2026 16:41',
    ],
    ['Seznam cs', '---------- Původní zpráva ----------\nOd: Abo <abo@us.example>\nDatum: 25. 3. 2026\n\nKolik?'],
    [
      'Outlook for iOS',
      '________________________________\nVon: Abo <abo@us.example>\nGesendet: Mittwoch, März 25, 2026 4:41 PM\nAn: Carl <c@x.example>\nBetreff: Exemplare\n\nWie viele?',
    ],
    [
      'Outlook with stars',
      '*From:* Abo [mailto:abo@us.example]\n*Sent:* Wednesday, March 25, 2026 4:41 PM\n*To:* Carl\n*Subject:* Copies\n\nHow many?',
    ],
    ['a quote without introduction', '> Wie viele?\n> Danke'],
  ])('%s', (_, quote) => expect(visibleReply(`${answer}\n\n${quote}\n`).text).toBe(answer))
})

describe('an answer elsewhere', () => {
  it('stands below the quote', () => {
    expect(visibleReply('Am 25.03.26 um 16:41 schrieb Abo <abo@us.example>:\n> Wie viele?\n\nZwölf.').text).toBe('Zwölf.')
  })
  it('keeps the questions between which answers stand', () => {
    const text = 'Hallo,\n> Wie viele?\nZwölf.\n> Wann?\nHeute.'
    expect(visibleReply(`${text}\n\n> Danke`).text).toBe(text)
  })
  it('is everything when all is quoted', () => expect(visibleReply('> nur Zitat').text).toBe('> nur Zitat'))
  it('is nothing above a block of Outlook', () => {
    expect(visibleReply('Von: A <a@us.example>\nGesendet: 25. März 2026\nAn: B\nBetreff: x\n\nText').text).toBe('')
  })
})

describe('what is no quote', () => {
  it.each([
    'Am 12.3. schrieb ich Ihnen:\n\nBitte kündigen.',
    'On this day\n\nI wrote something\n\nwhich was very interesting.',
    'Von: heute an gilt der neue Preis.\nAn: alle',
    'Kommen Sie am 12.03.2026 um 10:00.\nIch freue mich: sehr.',
  ])('%s', (text) => expect(visibleReply(text).text).toBe(text))
})

describe('signatures', () => {
  it.each([
    '-- \nCarl Rademacher\nTel. +49 40 1234',
    'Von meinem iPhone gesendet',
    'Sent from my iPhone',
    'Gesendet mit der GMX Mail App',
    'Envoyé de mon iPhone',
    'Get Outlook for iOS<https://aka.ms/o0ukef>',
    '_______________________\nVertraulich',
  ])('%s', (signature) => expect(visibleReply(`${answer}\n\n${signature}`)).toEqual({ text: answer, signature: signature.trim() }))

  it('leaves the greeting with the text', () => {
    expect(visibleReply('Ja.\n\nMit freundlichen Grüßen\nCarl').text).toBe('Ja.\n\nMit freundlichen Grüßen\nCarl')
  })
})

describe('floods', () => {
  it.each([
    'On a '.repeat(40_000),
    'On a a a\n'.repeat(20_000),
    `Am A${' schrieb A'.repeat(17_000)}`,
    '\n'.repeat(500_000),
    '-'.repeat(100_000),
    ' '.repeat(100_000),
    'a@b 1:00\n'.repeat(50_000),
    '> '.repeat(100_000),
  ])('ends', (text) => expect(visibleReply(text).text.length).toBeLessThan(260_000))
})
