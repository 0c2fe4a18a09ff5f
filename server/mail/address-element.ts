/** One element of the list between two commas, as tokens. */
export interface Element {
  phrase: string
  comment: string
  /** Behind a bare address the name stands in the last comment (RFC 822 §6.2.4 custom). */
  lastComment: string
  /** The phrase with its comments in place, for display. */
  noted: string
  readonly angles: string[]
  afterAngle: boolean
}

export const empty = (): Element => ({ phrase: '', comment: '', lastComment: '', noted: '', angles: [], afterAngle: false })
