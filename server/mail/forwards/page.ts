/** Anchors that mail programs leave in the HTML where an older mail begins. */
export type Anchor = 'outlook-html' | 'thunderbird' | 'gmail' | 'apple' | 'web'

/** A mail as lines to read, from its text or from its HTML; `anchors` are line number → what stands there. */
export interface Page {
  readonly lines: readonly string[]
  readonly anchors: ReadonlyMap<number, Anchor>
}

export const pageOfText = (text: string): Page => ({ lines: text.split('\n'), anchors: new Map() })
