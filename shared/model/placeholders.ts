/**
 * What a snippet may be filled with: `{{kontakt.name}}`, in German or English, and after a bar what stands there when there is
 * nothing: `{{kontakt.name|Damen und Herren}}`. No more: no conditions, no loops, no code, so that anybody may write snippets.
 */
export const placeholders = {
  'contact.salutation': 'kontakt.anrede',
  'contact.name': 'kontakt.name',
  'contact.number': 'kontakt.nummer',
  'contact.company': 'kontakt.firma',
  'case.number': 'vorgang.nummer',
  'case.title': 'vorgang.titel',
  'case.tag': 'vorgang.kennung',
  'opportunity.title': 'chance.titel',
  'user.name': 'nutzer.name',
  'user.address': 'nutzer.adresse',
  'date.today': 'datum.heute',
} as const
export type Placeholder = keyof typeof placeholders
export type Filling = Readonly<Partial<Record<Placeholder, string | null>>>

const written = /\{\{([^{}]{1,200})\}\}/g
const byGerman = new Map<string, Placeholder>(Object.entries(placeholders).map(([english, german]) => [german, english as Placeholder]))

function placeholderOf(name: string): Placeholder | null {
  const plain = name.trim().toLowerCase()
  return Object.hasOwn(placeholders, plain) ? (plain as Placeholder) : (byGerman.get(plain) ?? null)
}

function partsOf(inside: string): { readonly name: string; readonly otherwise: string | null } {
  const bar = inside.indexOf('|')
  return bar === -1 ? { name: inside, otherwise: null } : { name: inside.slice(0, bar), otherwise: inside.slice(bar + 1).trim() }
}

/** Whatever is written like a placeholder, by its name: in a finished text there is none. */
export const placeholdersIn = (text: string): string[] => [...text.matchAll(written)].map((match) => partsOf(match[1]!).name.trim())

/** What is written like a placeholder and is none. */
export const unknownPlaceholders = (text: string): string[] => placeholdersIn(text).filter((name) => placeholderOf(name) === null)

/** Each placeholder replaced once, by the letter: what is filled in is text and never a placeholder. The unfilled ones stay, and are named. */
export function fillPlaceholders(text: string, filling: Filling): { readonly text: string; readonly unfilled: string[] } {
  const unfilled = new Set<string>()
  const filled = text.replace(written, (whole, inside: string) => {
    const { name, otherwise } = partsOf(inside)
    const placeholder = placeholderOf(name)
    const value = placeholder === null ? null : (filling[placeholder] ?? otherwise)
    if (value !== null && value !== undefined && value !== '') return value
    unfilled.add(name.trim())
    return whole
  })
  return { text: filled, unfilled: [...unfilled] }
}
