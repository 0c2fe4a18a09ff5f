import type { MailText } from './mail-text'
import type { Reading } from './reading'

export type ReadResult =
  | { readonly reading: Reading; readonly error?: undefined }
  | { readonly error: string; readonly reading?: undefined }

/** A mail that cannot be read is found by what the database says of it alone. */
export type TextResult = MailText | null

/** A job of the reading threads. */
export interface ReadingWork {
  readonly mails: readonly Uint8Array[]
  /**
   * Read each, as the mail server brought it or as a user handed it over; say what words it can be found by; or say of the first
   * two whether one is a variant of the other, or has at least its head (identity.ts).
   */
  readonly task: 'read' | 'read-handed' | 'words' | 'compare' | 'compare-heads'
}
