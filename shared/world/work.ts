/** What the people of the house have noted, planned and prepared. Records as 'kind/name' of world.ts. */
export interface WorldActivity {
  readonly kind: 'call' | 'note' | 'meeting'
  readonly by: string
  readonly at: string
  readonly title: string
  readonly text: string
  readonly direction?: 'in' | 'out'
  readonly minutes?: number
  readonly under: readonly string[]
  readonly deleted?: true
}

export const worldActivities: Readonly<Record<string, WorldActivity>> = {
  rueckruf: {
    kind: 'call',
    by: 'nora',
    at: '2026-03-02T09:15:00Z',
    title: 'Rückfrage zur Umstellung',
    text: 'Frau Huber möchte erst im Juni umstellen.',
    direction: 'in',
    minutes: 7,
    under: ['contact/anna', 'case/abo-umstellung'],
  },
  zahlweise: {
    kind: 'note',
    by: 'nora',
    at: '2026-03-03T08:00:00Z',
    title: 'Zahlweise',
    text: 'Zahlt künftig vierteljährlich.',
    under: ['contact/anna'],
  },
  filiale: {
    kind: 'note',
    by: 'nora',
    at: '2026-03-04T10:30:00Z',
    title: 'Neue Filiale',
    text: 'Die neue Anschrift gilt ab April.',
    under: ['case/abo-umstellung'],
  },
  doppelt: {
    kind: 'note',
    by: 'nora',
    at: '2026-03-04T10:31:00Z',
    title: 'Neue Filiale',
    text: 'Die neue Anschrift gilt ab April.',
    under: ['case/adressaenderung'],
  },
  versehen: { kind: 'note', by: 'nora', at: '2026-03-05T10:00:00Z', title: 'Test', text: '', under: ['contact/anna'], deleted: true },
  herbsttermin: {
    kind: 'meeting',
    by: 'tim',
    at: '2026-03-06T13:00:00Z',
    title: 'Mediaplanung Herbst',
    text: 'Drei Motive, halbe Seite.',
    minutes: 60,
    under: ['contact/werk', 'opportunity/serie-herbst'],
  },
  sperre: {
    kind: 'note',
    by: 'nora',
    at: '2026-03-07T07:45:00Z',
    title: 'Ratenplan',
    text: 'Vertraulich: Ratenzahlung bis Mai.',
    under: ['contact/dora', 'case/mahnsperre'],
  },
  personalie: {
    kind: 'call',
    by: 'ruth',
    at: '2026-03-08T11:00:00Z',
    title: 'Namensänderung',
    text: 'Heißt seit Februar Lang.',
    direction: 'out',
    under: ['contact/karin', 'case/namensaenderung'],
  },
}

export const worldFollowUps: Readonly<
  Record<
    string,
    {
      readonly at: string
      readonly for: string
      readonly by: string
      /** From the day on which the world is made. */
      readonly inDays: number
      readonly text: string
      readonly onlyWithoutAnswer?: true
      readonly done?: true
    }
  >
> = {
  nachfassen: {
    at: 'case/abo-umstellung',
    for: 'user/nora',
    by: 'nora',
    inDays: 3,
    text: 'Bestätigung von Frau Huber da?',
    onlyWithoutAnswer: true,
  },
  umstellung: { at: 'contact/anna', for: 'team/Kundenservice', by: 'ruth', inDays: 20, text: 'Umstellung im Juni prüfen.' },
  anschrift: { at: 'case/adressaenderung', for: 'user/nora', by: 'nora', inDays: 1, text: 'Gilt die neue Anschrift schon?' },
  erledigt: { at: 'contact/anna', for: 'user/nora', by: 'nora', inDays: -2, text: 'Rechnung geschickt?', done: true },
}

export const worldSnippets: Readonly<
  Record<
    string,
    {
      readonly name: string
      readonly shortcut: string
      readonly language: string
      readonly folder?: string
      readonly text: string
      readonly of?: string
      readonly deleted?: true
    }
  >
> = {
  bestaetigung: {
    name: 'Bestätigung der Bestellung',
    shortcut: 'best',
    language: 'de',
    folder: 'Abo',
    text: '{{kontakt.anrede}},\n\nvielen Dank für Ihre Bestellung. Ihr Zeichen: {{vorgang.kennung}}\n\nFreundliche Grüße\n{{nutzer.name}}',
  },
  dank: { name: 'Dank', shortcut: 'dank', language: 'de', text: 'Vielen Dank für Ihre Nachricht.', of: 'team/Kundenservice' },
  confirmation: {
    name: 'Order confirmation',
    shortcut: 'conf',
    language: 'en',
    folder: 'Abo',
    text: '{{contact.salutation}},\n\nthank you for your order.',
  },
  faxhinweis: { name: 'Hinweis Fax', shortcut: 'fax', language: 'de', text: 'Gern auch per Fax.' },
  sommergruss: { name: 'Sommergruß', shortcut: 'sommer', language: 'de', text: 'Einen schönen Sommer!', deleted: true },
  norasgruss: { name: 'Noras Gruß', shortcut: 'gruss', language: 'de', text: 'Herzlich\n{{nutzer.name}}', of: 'user/nora' },
}

export const worldDocuments: Readonly<
  Record<
    string,
    { readonly name: string; readonly fileName: string; readonly text: string; readonly team?: string; readonly deleted?: true }
  >
> = {
  preisliste: { name: 'Preisliste 2026', fileName: 'preisliste-2026.txt', text: 'Jahresabo 96,00 €' },
  agb: { name: 'AGB', fileName: 'agb.txt', text: 'Allgemeine Geschäftsbedingungen' },
  mediadaten: { name: 'Mediadaten', fileName: 'mediadaten.txt', text: 'Halbe Seite 1.200 €', team: 'Vertrieb' },
  faxformular: { name: 'Faxformular', fileName: 'fax.txt', text: 'Bitte zurückfaxen' },
  'preisliste-alt': { name: 'Preisliste 2019', fileName: 'preisliste-2019.txt', text: 'Jahresabo 78,00 €', deleted: true },
  personalbogen: { name: 'Personalbogen', fileName: 'personalbogen.txt', text: 'Name, Anschrift', team: 'Personal' },
}

/** Mails that wait for a person; made without the intake, for the examples of routes. */
export const worldTodos: Readonly<Record<string, { readonly from: string; readonly subject: string; readonly done?: true }>> = {
  preisfrage: { from: 'lena.neu@werk8.example', subject: 'Preise für 2027' },
  kuendigung: { from: 'c.r@grossabnehmer.example', subject: 'Kündigung' },
  probeheft: { from: 's.reuter@posteo.de', subject: 'Probeheft' },
  werbung: { from: 'angebot@druckshop.example', subject: 'Unser Angebot' },
  umfrage: { from: 'umfrage@uni.example', subject: 'Umfrage', done: true },
}
