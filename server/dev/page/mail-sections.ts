import type { deExplain } from '@postakte/shared/texts/de-explain'
import { listed, make } from '../../pages/elements'
import { explainWords, fill, kilobytes, moment, words } from './words'

export interface Named {
  readonly name: string
}

/** As server/dev/mail-detail.ts gives it. */
export interface Mail {
  readonly subject: string
  readonly fromAddress: string
  readonly fromName: string
  readonly at: string
  readonly kind: 'file' | 'ask' | 'unmatched' | 'ignore'
  readonly class: keyof typeof deExplain.classes
  readonly direction: keyof typeof deExplain.directions
  readonly trust: number
  readonly preview: string
  readonly filed: readonly (Named & { readonly because: string; readonly removed: boolean })[]
  readonly candidates: readonly Named[]
  readonly suggestions: readonly Named[]
  readonly findings: readonly string[]
  readonly hops: readonly {
    readonly kind: keyof typeof deExplain.hops
    readonly by: { readonly address: string } | null
    readonly dateUtc: string | null
    readonly comment: string
  }[]
  readonly partly: readonly string[]
  readonly attachments: readonly { readonly filename: string | null; readonly contentType: string; readonly size: number }[]
  readonly sightings: readonly { readonly source: string; readonly folder: string; readonly at: string }[]
}

/** A name that looks like an address never hides the true one. */
export const shownSender = ({ fromName, fromAddress }: Pick<Mail, 'fromName' | 'fromAddress'>) =>
  fromName === '' || fromName.includes('@') ? fromAddress : fromName

/** What it is, from whom, and what became of it; the verdict in the tense that fits. */
export function heading(mail: Mail, verdict: string): HTMLElement[] {
  const texts = explainWords()
  const name = mail.fromName.includes('@') ? '' : `${mail.fromName} `
  const about = `${texts.classes[mail.class]}, ${texts.directions[mail.direction]}. ${texts.trusts[mail.trust] ?? ''}`
  return [
    make('h2', mail.subject || words().noSubject),
    make('p', `${name}<${mail.fromAddress}> · ${moment(mail.at)}`, 'quiet'),
    make('p', verdict, `verdict ${mail.kind}`),
    make('p', about, mail.trust === 0 ? 'doubt' : 'quiet'),
    make('p', mail.preview),
  ]
}

/** Where it lies and why, how it came, what hangs on it, where it was seen. */
export function sections(mail: Mail): HTMLElement[] {
  const texts = words()
  const names = (all: readonly Named[]) => all.map(({ name }) => name)
  const files = mail.attachments.map(({ filename, contentType, size }) => `${filename ?? contentType} (${kilobytes(size)})`)
  const seen = mail.sightings.map(({ folder, source, at }) => `${folder} (${source}), ${moment(at)}`)
  return [
    ...listed(texts.filedUnder, mail.filed.map(filingText)),
    ...listed(texts.candidates, names(mail.candidates)),
    ...listed(texts.suggestions, names(mail.suggestions)),
    ...listed(texts.why, mail.findings),
    ...listed(texts.hops, mail.hops.map(hopText)),
    ...listed(texts.attachments, files),
    ...(mail.partly.length > 0 ? [make('p', fill(texts.partly, { limits: mail.partly.join(', ') }), 'doubt')] : []),
    ...listed(texts.sightings, seen),
  ]
}

const filingText = ({ name, because, removed }: Mail['filed'][number]) =>
  `${name}${because ? `: ${because}` : ''}${removed ? ` ${words().removed}` : ''}`

function hopText({ kind, by, dateUtc, comment }: Mail['hops'][number]): string {
  const when = dateUtc ? `, ${moment(dateUtc)}` : ''
  const said = comment ? `: „${comment.slice(0, 300)}“` : ''
  return `${explainWords().hops[kind]}, ${words().from} ${by?.address ?? '–'}${when}${said}`
}
