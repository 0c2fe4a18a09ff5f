/** What is true of one generated mail. */
export interface Truth {
  readonly kind: 'new' | 'tagged' | 'references' | 'forward' | 'bounce' | 'auto-reply' | 'list' | 'outgoing' | 'stranger'
  /** Customer number of the contact it belongs to; null when nobody knows the sender. */
  readonly number: string | null
  /** Case number for tagged replies; null else. */
  readonly caseNumber: string | null
  readonly thread: string
  readonly duplicateOf: number | null
  readonly subject: string
  readonly attachments: readonly string[]
  /** Text that must be read with its € and quotes. */
  readonly marker: string
}
export interface Generated {
  readonly bytes: Buffer
  readonly truth: Truth
}

/** A mail of ours that others refer to. */
export interface Sent {
  readonly messageId: string
  readonly contact: number
  readonly thread: string
}

/** What one mail is made of. */
export interface Draft {
  readonly at: number
  readonly id: string
  readonly subject: string
  readonly text: string
  readonly marker: string
  readonly random: () => number
  readonly pick: (below: number) => number
  readonly contacts: number
  readonly sent: Sent[]
}
