/** How mail programs write a forward, in three languages. The zone is the forwarder's where none is written. */
export interface Forwarded {
  readonly from: string
  readonly address: string
  readonly subject: string
  readonly body: string
}

const days = {
  de: { long: 'Montag, 11. Mai 2026', short: 'Mo., 11. Mai 2026', of: '11. Mai 2026' },
  en: { long: 'Monday, May 11, 2026', short: 'Mon, May 11, 2026', of: 'May 11, 2026' },
  fr: { long: 'lundi 11 mai 2026', short: 'lun. 11 mai 2026', of: '11 mai 2026' },
}
export type Tongue = keyof typeof days
const words = {
  de: {
    from: 'Von',
    sent: 'Gesendet',
    date: 'Datum',
    to: 'An',
    subject: 'Betreff',
    prefix: 'WG',
    dashes: 'Weitergeleitete Nachricht',
    original: 'Ursprüngliche Nachricht',
    apple: 'Anfang der weitergeleiteten Nachricht',
    clock: '09:05',
  },
  en: {
    from: 'From',
    sent: 'Sent',
    date: 'Date',
    to: 'To',
    subject: 'Subject',
    prefix: 'FW',
    dashes: 'Forwarded Message',
    original: 'Original Message',
    apple: 'Begin forwarded message',
    clock: '9:05 AM',
  },
  fr: {
    from: 'De',
    sent: 'Envoyé',
    date: 'Date',
    to: 'À',
    subject: 'Objet',
    prefix: 'TR',
    dashes: 'Message transféré',
    original: 'Message d’origine',
    apple: 'Début du message réexpédié',
    clock: '09:05',
  },
}
const us = 'Service <service@spatenhof.example>'

type Writer = (mail: Forwarded, tongue: Tongue) => string

const writers = {
  outlook: ({ from, address, subject, body }, tongue) => {
    const { from: von, sent, to, subject: betreff, clock } = words[tongue]
    const gap = tongue === 'fr' ? ' ' : ''
    return `\n\n${von}${gap}: ${from} <${address}>\n${sent}${gap}: ${days[tongue].long} ${clock}\n${to}${gap}: ${us}\n${betreff}${gap}: ${subject}\n\n${body}`
  },
  'outlook-dashes': ({ from, address, subject, body }, tongue) => {
    const { from: von, sent, to, subject: betreff, clock, original } = words[tongue]
    return `\n-----${original}-----\n${von}: ${from} [mailto:${address}]\n${sent}: ${days[tongue].long} ${clock}\n${to}: ${us}\n${betreff}: ${subject}\n\n${body}`
  },
  thunderbird: ({ from, address, subject, body }, tongue) => {
    const { from: von, to, subject: betreff, dashes } = words[tongue]
    const date = words[tongue].date
    const label = tongue === 'fr' ? { to: 'Pour', subject: 'Sujet' } : { to, subject: betreff }
    const gap = tongue === 'fr' ? ' ' : ''
    return `\n\n-------- ${dashes} --------\n${label.subject}${gap}: ${subject}\n${date}${gap}: Mon, 11 May 2026 09:05:00 +0200\n${von}${gap}: ${from} <${address}>\n${label.to}${gap}: ${us}\n\n\n${body}`
  },
  gmail: ({ from, address, subject, body }, tongue) => {
    const time = { de: `${days.de.short} um 09:05 Uhr`, en: `${days.en.short} at 9:05 AM`, fr: `${days.fr.short} à 09:05` }[tongue]
    return `\n\n---------- Forwarded message ---------\n${words[tongue].from}${tongue === 'fr' ? ' ' : ''}: ${from} <${address}>\nDate: ${time}\nSubject: ${subject}\nTo: ${us}\n\n\n${body}`
  },
  apple: ({ from, address, subject, body }, tongue) => {
    const { from: von, to, subject: betreff, date, apple } = words[tongue]
    const gap = tongue === 'fr' ? ' ' : ''
    const time = { de: `${days.de.of} um 09:05:00 MESZ`, en: `${days.en.of} at 9:05:00 AM GMT+2`, fr: `${days.fr.of} à 09:05:00 UTC+2` }[
      tongue
    ]
    return `\n\n> ${apple}${gap}:\n> \n> ${von}${gap}: ${from} <${address}>\n> ${betreff}${gap}: ${subject}\n> ${date}${gap}: ${time}\n> ${to}${gap}: ${us}\n> \n> ${body.replace(/\n/g, '\n> ')}`
  },
  yahoo: ({ from, address, subject, body }, tongue) => {
    const { from: von, sent, to, subject: betreff, clock } = words[tongue]
    const line = { de: 'Weitergeleitete Nachricht', en: 'Forwarded Message', fr: 'Message transmis' }[tongue]
    const time = {
      de: `${days.de.long} um ${clock}:00 MESZ`,
      en: `${days.en.long} at 09:05:00 AM GMT+2`,
      fr: `${days.fr.long} à 09:05:00 UTC+2`,
    }[tongue]
    return `\n\n   ----- ${line} ----- ${von}: ${from} <${address}>${to}: ${us}${sent}: ${time}${betreff}: ${subject}\n\n${body}`
  },
  gmx: ({ from, address, subject, body }, tongue) => {
    const labels = { de: ['Gesendet', 'Von', 'An', 'Betreff'], en: ['Sent', 'From', 'To', 'Subject'], fr: ['Envoyé', 'De', 'À', 'Objet'] }[
      tongue
    ]
    const time = { de: 'Montag, 11. Mai 2026 um 09:05', en: 'Monday, May 11, 2026 at 9:05 AM', fr: 'lundi 11 mai 2026 à 09:05' }[tongue]
    return `\n\n${labels[0]}: ${time}\n${labels[1]}: "${from}" <${address}>\n${labels[2]}: service@spatenhof.example\n${labels[3]}: ${subject}\n\n${body}`
  },
} satisfies Record<string, Writer>

export type Program = keyof typeof writers
export const programs = Object.keys(writers) as Program[]
export const tongues = Object.keys(days) as Tongue[]

export function forwardBy(program: Program, tongue: Tongue, mail: Forwarded): { subject: string; text: string } {
  const prefix = program.startsWith('outlook') ? words[tongue].prefix : 'Fwd'
  return { subject: `${prefix}: ${mail.subject}`, text: writers[program](mail, tongue) }
}
