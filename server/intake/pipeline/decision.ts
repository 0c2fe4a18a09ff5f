import type { Address, ReadMail } from '../../mail/read-mail'
import type { Bounce, MailClass, Understanding } from '../../mail/understanding'
import type { PrivateMark } from '../private-mark'

/** Who we are, as far as filing needs it. Addresses and domains normalised (shared/mail/address). */
export interface Own {
  readonly domains: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
  readonly forwarding: ReadonlySet<string>
  readonly authservIds: ReadonlySet<string>
  /** Key for our signed Message-IDs and case checks. */
  readonly tagKey: string
  /** Marks of privacy are heeded; the addresses whose mail is confidential. */
  readonly confidential?: { readonly addresses: ReadonlySet<string> }
  /** A user handed the bytes over: what they say of their way and of proofs may be the user's own words (reliability F18). */
  readonly handed?: boolean
}

/** One layer that was taken off: journal report, attached mail, redirect, list rewriting, inline forward. Outermost first. */
export interface Hop {
  readonly kind: 'journal' | 'attached' | 'redirect' | 'list' | 'inline-forward' | 'bcc' | 'rule-forward'
  readonly by: Address | null
  readonly dateUtc: string | null
  /** What the forwarder wrote above it; '' when nothing. */
  readonly comment: string
}

/** The mail that matters, after unwrapping, with the layers around it. */
export interface UnwrappedMail {
  readonly mail: ReadMail
  readonly understanding: Understanding
  readonly hops: readonly Hop[]
  readonly from: Address
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  /** Known from a journal report or from our own sent copy only. */
  readonly bcc: readonly Address[]
  readonly subject: string
  /** The original date; null when nothing says one. */
  readonly dateUtc: string | null
  readonly trust: Trust
  readonly suspicious: readonly string[]
}

/** T0 failed or forged, T1 unproven, T2 proven by our own server, T3 ours. See docs/filing.md. */
export type Trust = 0 | 1 | 2 | 3
export type Direction = 'in' | 'out' | 'internal'

/** What the mail says that can be looked up. Pure data: of this, look-ups and rules live. */
export interface Clues {
  readonly class: MailClass
  /** By what the mail says that it is private. */
  readonly marked: PrivateMark | null
  readonly direction: Direction
  readonly trust: Trust
  readonly suspicious: readonly string[]
  readonly from: Address
  /** Outside people of the mail, strongest first: sender of an incoming mail, recipients of an outgoing one. */
  readonly outside: readonly Participant[]
  readonly customerNumbers: readonly string[]
  readonly caseTags: readonly CaseTag[]
  /** In-Reply-To, then References newest first; last 32. Without them Outlook's conversation (thread-index.ts). */
  readonly thread: readonly string[]
  /** Message-IDs among `thread` whose signature is ours. */
  readonly provenThread: readonly string[]
  readonly bounce: Bounce | null
  readonly subject: string
  readonly baseSubject: string
  readonly messageId: string | null
}
export interface Participant {
  readonly address: string
  readonly name: string
  readonly role: 'from' | 'to' | 'cc' | 'bcc' | 'failed'
}
export interface CaseTag {
  readonly number: string
  readonly check: string | null
}

export interface KnownContact {
  readonly id: string
  readonly kind: 'person' | 'company'
  readonly number: string | null
  readonly name: string
  readonly company: string | null
  readonly active: boolean
  /** Is the address that found it a role address (info@), for its company. */
  readonly viaRoleAddress?: boolean
}
export interface KnownCase {
  readonly id: string
  readonly number: string
  readonly check: string
  readonly title: string
  readonly contact: string | null
  readonly participants: readonly string[]
  readonly status: 'open' | 'waiting' | 'closed' | 'archived'
  readonly private: boolean
}
export interface KnownOpportunity {
  readonly id: string
  readonly title: string
  readonly contact: string | null
  readonly people: readonly string[]
  readonly open: boolean
}
export interface KnownMail {
  readonly messageId: string
  readonly direction: Direction
  readonly filedUnder: readonly Target[]
}

/** Answers of the directory or database for the clues of one mail; only what the clues asked for is in it. */
export interface Known {
  /** Normalised address → contacts that have it (inactive too). */
  readonly byAddress: ReadonlyMap<string, readonly KnownContact[]>
  /** Name of a sender without an address → contacts of that name. */
  readonly byName: ReadonlyMap<string, readonly KnownContact[]>
  /** Customer number without leading zeros and blanks → contact (merged numbers followed). */
  readonly byNumber: ReadonlyMap<string, KnownContact>
  readonly contacts: ReadonlyMap<string, KnownContact>
  /** Case number → case. */
  readonly casesByNumber: ReadonlyMap<string, KnownCase>
  readonly cases: ReadonlyMap<string, KnownCase>
  /** Message-ID of the thread → mails that we hold: several where somebody uses the Message-ID of another mail. */
  readonly mails: ReadonlyMap<string, readonly KnownMail[]>
  /** Contact id → its open opportunities (as contact or person). */
  readonly opportunities: ReadonlyMap<string, readonly KnownOpportunity[]>
  /** Domain that belongs to one company and is nobody's free mail → company. */
  readonly companyByDomain: ReadonlyMap<string, KnownContact>
  /** Normalised address → where agents filed it before. */
  readonly memory: ReadonlyMap<string, readonly { readonly target: Target; readonly times: number }[]>
}

export interface Target {
  readonly kind: 'contact' | 'case' | 'opportunity'
  readonly id: string
}

/** What one rule found. Facts, not sentences: shared/texts makes the sentence of `rule` and `facts`. */
export interface Finding {
  readonly rule: string
  readonly target: Target | null
  /** 0 … 1. */
  readonly confidence: number
  /** 'conflict' and 'unproven' keep the machine from filing by itself. */
  readonly effect: 'for' | 'conflict' | 'unproven' | 'hint'
  readonly facts: Readonly<Record<string, string>>
}

export type Decision =
  | {
      readonly kind: 'file'
      readonly under: readonly Target[]
      readonly findings: readonly Finding[]
      readonly suggestions: readonly Target[]
    }
  | { readonly kind: 'ask'; readonly between: readonly Target[]; readonly findings: readonly Finding[] }
  | { readonly kind: 'unmatched'; readonly findings: readonly Finding[] }
  /** Kept and shown nowhere in the queue: newsletters of strangers, our own loops. */
  | { readonly kind: 'ignore'; readonly findings: readonly Finding[] }

export type Rule = (clues: Clues, known: Known) => readonly Finding[]
