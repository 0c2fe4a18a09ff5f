import type { Note, ShownMail } from '@postakte/shared/showing/shown-mail'
import type { Language } from '@postakte/shared/texts/texts'
import { cutText } from '../mail/limits'
import { readMail } from '../mail/read'
import type { ReadMail } from '../mail/read-mail'
import { cleanHtml } from './clean-html'
import { ownPictures } from './own-pictures'
import { textBody } from './text-body'

export interface ShowOptions {
  readonly language: Language
  /** `text` shows the text though there is HTML. */
  readonly view: 'html' | 'text'
}

const longestText = 500_000

/** What a reader is shown of a mail's bytes. Runs in a showing thread (showing-pool.ts): nobody knows what it costs. */
export function showMail(bytes: Uint8Array, { language, view }: ShowOptions): ShownMail {
  const mail = readMail(bytes)
  if (view === 'text' || mail.html.trim() === '') return shownText(mail, language, [])
  return shownHtml(mail, language) ?? shownText(mail, language, ['only-text'])
}

function shownHtml(mail: ReadMail, language: Language): ShownMail | null {
  const clean = cleanHtml(mail.html, { language })
  if (clean === null) return null
  const cut = clean.cut || mail.partly.includes('html')
  return {
    kind: 'html',
    html: clean.html,
    notes: cut ? ['cut'] : [],
    blockedPictures: clean.blockedPictures,
    ownPictures: ownPictures(clean.cids, mail.attachments),
  }
}

function shownText(mail: ReadMail, language: Language, before: readonly Note[]): ShownMail {
  const text = cutText(mail.text, longestText)
  const notes: Note[] = [...before]
  if (text.length < mail.text.length || mail.partly.includes('text')) notes.push('cut')
  if (text.trim() === '') notes.push('empty')
  return { kind: 'text', html: textBody(text, language), notes, blockedPictures: 0, ownPictures: [] }
}
