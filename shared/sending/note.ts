/** What the user decided about a draft, and what it carries; kept with the draft by its program until it is sent. */
export interface DraftNote {
  /** The case that it belongs to, or 'none'; null: nobody said. */
  readonly chosen: string | null
  /** `findingKey` of what the user lets through. */
  readonly passed: readonly string[]
  /** Of its announcement (docs/decisions/0029-announced-mails.md). */
  readonly token: string | null
}

export const noNote: DraftNote = { chosen: null, passed: [], token: null }

/** As it was written down; whatever else stands there is none. */
export function readNote(text: string | null | undefined): DraftNote {
  try {
    const { chosen, passed, token } = JSON.parse(text || '{}') as Partial<DraftNote>
    return {
      chosen: typeof chosen === 'string' ? chosen : null,
      passed: Array.isArray(passed) ? passed.filter((one) => typeof one === 'string') : [],
      token: typeof token === 'string' ? token : null,
    }
  } catch {
    return noNote
  }
}

/** What the panel lends to the part of its program that runs on sending: whose server, and its access of now, for an hour at most. */
export interface Lent {
  readonly base: string
  readonly token: string
}

export function readLent(text: string | null | undefined): Lent | null {
  try {
    const { base, token } = JSON.parse(text || '{}') as Partial<Lent>
    return typeof base === 'string' && typeof token === 'string' ? { base, token } : null
  } catch {
    return null
  }
}

/** Random; null where the program has nothing to make it of. */
export function newToken(): string | null {
  if (typeof crypto === 'undefined' || typeof crypto.getRandomValues !== 'function') return null
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => letters[byte & 63]).join('')
}
