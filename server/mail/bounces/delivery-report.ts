import { ownParts, textOfPart } from '../parts'
import type { ReadMail } from '../read-mail'

/** What a delivery report says of one recipient (RFC 3464 §2.3). */
export interface RecipientReport {
  /** Address that we wrote to, then the one it was passed on to. */
  readonly addresses: readonly string[]
  /** failed, delayed, delivered, relayed, expanded; '' when it is missing. */
  readonly action: string
  /** RFC 3463 code, or null. */
  readonly status: string | null
  /** Words of the other server. */
  readonly diagnostic: string
}

const reportTypes = new Set(['message/delivery-status', 'message/global-delivery-status'])
const mostRecipients = 200

/** Recipients of the delivery report in a mail; null when it holds none. Blank lines may be missing between them. */
export function deliveryReport(mail: ReadMail): readonly RecipientReport[] | null {
  const part = [...ownParts(mail.root)].find((one) => reportTypes.has(one.contentType))
  if (!part) return null
  const fields = fieldsOf(
    reportText(
      textOfPart(part, 100_000),
      part.children.map((child) => textOfPart(child, 50_000)),
    ),
  )
  return grouped(fields).slice(0, mostRecipients).map(recipientOf)
}

/** The same lines inside the text of a notice whose MIME form is broken or never was. */
export const reportInText = (text: string): readonly RecipientReport[] =>
  /^final-recipient:/im.test(text.slice(0, 50_000)) ? grouped(fieldsOf(text.slice(0, 50_000).replace(/\r\n?/g, '\n'))).map(recipientOf) : []

/** Some readers see the header-like groups as parts of their own. */
const reportText = (own: string, children: readonly string[]) => [own, ...children].join('\n').replace(/\r\n?/g, '\n')

type FieldLine = readonly [name: string, value: string]

function fieldsOf(text: string): readonly FieldLine[] {
  const unfolded = text.replace(/\n[ \t]{1,80}/g, ' ')
  return unfolded.split('\n', 5_000).flatMap((line) => {
    const match = /^([A-Za-z][A-Za-z-]{2,40})[ \t]{0,10}:[ \t]{0,10}(.{0,2000})/.exec(line)
    return match ? [[match[1]!.toLowerCase(), match[2]!.trim()] as const] : []
  })
}

/** A new recipient begins where one of its fields comes for the second time. */
function grouped(fields: readonly FieldLine[]): ReadonlyMap<string, string>[] {
  const groups: Map<string, string>[] = []
  for (const [name, value] of fields.filter(([name]) => ofRecipient.has(name))) {
    const last = groups.at(-1)
    if (last && !last.has(name)) last.set(name, value)
    else groups.push(new Map([[name, value]]))
  }
  return groups
}
const ofRecipient = new Set(['original-recipient', 'final-recipient', 'action', 'status', 'diagnostic-code', 'x-actual-recipient'])

function recipientOf(group: ReadonlyMap<string, string>): RecipientReport {
  const addresses = ['original-recipient', 'final-recipient', 'x-actual-recipient'].map((name) => addressIn(group.get(name) ?? ''))
  return {
    addresses: [...new Set(addresses.filter((address) => address.includes('@')))],
    action: (group.get('action') ?? '').toLowerCase().split(/[\s(;]/)[0]!,
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(group.get('status') ?? '')?.[0] ?? null,
    diagnostic: group.get('diagnostic-code') ?? '',
  }
}

/** `rfc822; <a@b>` → `a@b`. */
const addressIn = (value: string) =>
  value
    .replace(/^[\w-]{1,20}\s{0,5};/, '')
    .replace(/[<>\s]/g, '')
    .toLowerCase()
