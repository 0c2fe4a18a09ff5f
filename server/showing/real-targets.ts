import { toAscii, toUnicode } from '@postakte/shared/mail/idna'
import { hasLookAlikeLabel } from '@postakte/shared/mail/look-alikes'
import { type CleanElement, elementsOf, made, textNode, textOf, unescaped } from './clean-tree'

/** A text that reads like the address of a site; the first part is a name and password that only disguise. */
const siteText =
  /^(?:https?:)?(?:\/\/)?(?:[^\s/@]{0,100}@)?((?:[\p{L}\p{N}_-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})\.?(?::\d{1,5})?(?:[/?#]|$)/iu

/** Links whose text names another site than they lead to say so, and so do those whose name is made to be mistaken (D10). */
export function tellRealTargets(root: CleanElement, sentence: (target: string) => string): void {
  for (const link of [...elementsOf(root)].filter(({ tag, attributes }) => tag === 'a' && attributes.has('href'))) {
    const target = unescaped(link.attributes.get('title') ?? '')
    if (misleads(textOf(link), target)) link.children.push(made('small', link, [textNode(` ${sentence(target)}`)]))
  }
}

function misleads(text: string, target: string): boolean {
  if (hasLookAlikeLabel(toUnicode(target))) return true
  const named = siteText.exec(withoutInvisible(text).trim())?.[1]
  return named !== undefined && !isSameSite(toAscii(named.toLowerCase()), target.toLowerCase())
}

/** `huber.example` for `www.huber.example` and the other way round. */
const isSameSite = (named: string | null, target: string) =>
  named !== null && (named === target || named.endsWith(`.${target}`) || target.endsWith(`.${named}`))

const withoutInvisible = (text: string) => text.replace(/[\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
