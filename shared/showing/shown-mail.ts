/** What a reader should know before reading: the sentences stand in texts.showing.notes. */
export type Note = 'cut' | 'only-text' | 'unreadable' | 'empty'

/** The content of a mail as it crosses the wire: cleaned by the server (first layer), not yet by the browser (second). */
export interface ShownMail {
  /** Whether the mail's HTML is shown, or its text. */
  readonly kind: 'html' | 'text'
  /** What goes into the document. */
  readonly html: string
  readonly notes: readonly Note[]
  /** Pictures on the Internet that were not loaded. */
  readonly blockedPictures: number
  /** Pictures in parts of this mail that its HTML shows. */
  readonly ownPictures: readonly OwnPicture[]
}

export interface OwnPicture {
  readonly cid: string
  /** Place in the list of the mail's attachments. */
  readonly attachment: number
}
