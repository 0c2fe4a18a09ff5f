import { mailBytes, type TestMail } from '@postakte/server/testing/mail'

/** What lies in Nora's mailbox, by what the tests call it. */
export const mails = {
  lieferung: {
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'AW: Ab wann gilt das neue Abo?',
    messageId: 'liefertermin@huber-verlag.example',
    headers: ['In-Reply-To: <angebot@sonnberg.example>', 'References: <erste@sonnberg.example> <angebot@sonnberg.example>'],
  },
  zweite: { from: 'Anna Huber <anna@huber-verlag.example>', subject: 'Noch eine Frage', messageId: 'zweite@huber-verlag.example' },
  eilig: { from: 'Anna Huber <anna@huber-verlag.example>', subject: 'Eilig', messageId: 'eilig@huber-verlag.example' },
  fremd: {
    from: '"Niemand, Bekanntes" <niemand@unbekannt.example>',
    subject: 'Anzeige falsch gedruckt',
    messageId: 'anzeige@unbekannt.example',
  },
  familie: { from: 'Familie Ott <familie.ott@t-online.de>', subject: 'Zeitung abbestellen', messageId: 'urlaub-ott@t-online.de' },
  boese: {
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'Ganz normale Mail',
    messageId: 'boese@huber-verlag.example',
    type: 'text/html; charset=utf-8',
    text: [
      '<html style="filter:none"><head><style>',
      'postakte-panel, * { display: none !important; visibility: hidden !important; transform: scale(0) !important; z-index: -1 !important }',
      'html, head, body, p { display: block !important; visibility: visible !important; transform: none !important }',
      'html { margin: 0 !important; position: relative; overflow: hidden }',
      '</style></head><body><postakte-panel>Falsche Tafel</postakte-panel>',
      '<p>Sichtbarer Text</p><div style="position:fixed;inset:0;z-index:2147483647;background:red">davor</div></body></html>',
    ].join('\r\n'),
  },
  unsichtbar: {
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: 'Nichts zu sehen',
    messageId: 'unsichtbar@huber-verlag.example',
    type: 'text/html; charset=utf-8',
    text: [
      '<html style="opacity: 0 !important; clip-path: inset(0 50% 0 0) !important"><head><style>',
      '@keyframes away { to { opacity: 0; transform: translateX(-4000px) } }',
      'html { filter: opacity(0) invert(1) !important; transform: translateX(-4000px) !important; zoom: 0.1 !important;',
      '  animation: away 1ms forwards; contain: strict !important; mask: linear-gradient(transparent, transparent) !important; display: none !important }',
      '</style></head><body><p>Unsichtbarer Text</p></body></html>',
    ].join('\r\n'),
  },
} satisfies Record<string, TestMail>

export const bytesOf = (mail: TestMail): Buffer => mailBytes(mail)
