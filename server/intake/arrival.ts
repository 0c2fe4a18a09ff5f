/** A mail as a source hands it over: bytes and where they were seen. */
export interface Arrival {
  readonly source: 'imap' | 'folder' | 'archive' | 'panel' | 'dev'
  /** Row of `mailboxes`; null for sources without one. */
  readonly mailboxId: number | null
  /** Who handed it over from a mail program (source 'panel'): nothing that it says of its sender is believed for that. */
  readonly userId?: number
  /** IMAP folder, path of the archive, or folder on disk. */
  readonly folder: string
  readonly uidValidity: bigint | null
  /** UID, or the offset in an archive; null where the source has none (then sha256 alone is the key). */
  readonly uid: bigint | null
  /** INTERNALDATE, file time, or the time of arrival. */
  readonly receivedAt: Date
  /** Handed over: whoever brings them may not use them afterwards. */
  readonly bytes: Uint8Array
}

/**
 * 'known': this very place was seen before, or the same bytes; both are safely kept when the promise resolves. 'left': private, and so
 * not kept (private-mail.ts); its source leaves it as it is.
 */
export type Receipt = 'stored' | 'known' | 'left'

/** The one way in. Resolves when all are committed (fsync by PostgreSQL); only then may a source mark or move its mail. */
export type Receive = (arrivals: readonly Arrival[]) => Promise<readonly Receipt[]>
