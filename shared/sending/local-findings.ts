import { placeholdersIn } from '../model/placeholders'
import { ownText } from './own-text'
import { runsIn } from './runs'

/** What a program finds in a draft by itself, without the server. */
export interface PlaceholderFinding {
  readonly kind: 'placeholder'
  readonly name: string
}

/** Placeholders of snippets that nobody filled, in the subject and in what the user wrote himself. */
export const localFindings = ({ subject, text }: { readonly subject: string; readonly text: string }): readonly PlaceholderFinding[] =>
  [...new Set(placeholdersIn(`${subject}\n${ownText(text)}`))].slice(0, 20).map((name) => ({ kind: 'placeholder', name }))

/** What the server compares with the notes of the case (runs.ts). */
export const runsOfDraft = (text: string): readonly number[] => runsIn(ownText(text))
