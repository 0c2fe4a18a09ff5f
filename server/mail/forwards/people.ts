import { shownAddress } from '@postakte/shared/mail/address'
import { cleanName } from '../address-words'
import type { Address } from '../read-mail'

const mostPeople = 200
const longestLine = 20_000

/**
 * People of a header line inside a text, as mail programs write them there: `Name <a@b>`, `Name [mailto:a@b]`,
 * `a@b<mailto:a@b>`, `Name (a@b)`, `"Name, First" <a@b>; …`, names alone (Exchange). Not RFC 5322: a comma may stand in
 * an unquoted name.
 */
export function peopleIn(value: string | undefined): readonly Address[] {
  if (!value) return []
  return fragments(withoutMailto(value.slice(0, longestLine)))
    .map(personIn)
    .filter((person) => person.address !== '' || (person.name !== '' && !/^undisclosed[- ]recipients/i.test(person.name)))
    .slice(0, mostPeople)
}

const onBehalf = /\s(?:on behalf of|im auftrag von|de la part de|en nombre de|per conto di|namens|em nome de|w imieniu)\s/iu

/**
 * The sender of a block, one person whatever marks stand in the line: a display name such as `Anna <anna@customer.example>`
 * before the true address must not become the sender, so the last address counts. `A on behalf of B` is A only where both
 * are of one domain; else B, whom the From header named. Of several addresses that nothing tells apart none is taken.
 */
export function senderIn(value: string | undefined): Address {
  const line = withoutMailto((value ?? '').slice(0, 2_000))
  if (namesSeveral(line)) return { address: '', name: nameOf(line) }
  const [agent = '', ...principal] = line.split(onBehalf)
  const by = personIn(agent)
  const author = personIn(principal.at(-1) ?? '')
  return author.address === '' || domainIn(author.address) === domainIn(by.address) ? by : author
}

const domainIn = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** An address and the link behind it; where the two differ, the link is the true one. */
const withLink = /([^\s<>[\]"';,()@]{1,100}@[^\s<>[\]"';,()@]{1,200})\s?[<[]mailto:([^<>[\]\s]{1,300})[>\]]/gi

/** `a@b<mailto:a@b>` → `a@b`, `Name<mailto:a@b>` and `Name [mailto:a@b]` → `Name <a@b>`, entities decoded. */
function withoutMailto(value: string): string {
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('*', '')
    .replace(withLink, (_, shown: string, target: string) =>
      shown.toLowerCase() === target.toLowerCase() ? shown : `${shown} <${target}>`,
    )
    .replace(/[<[]mailto:([^<>[\]\s]{1,300})[>\]]/gi, ' <$1>')
}

/** `;` parts people where there is one; else `,`, and a piece without address is the first half of a name. */
function fragments(value: string): readonly string[] {
  const pieces = cutOutside(value, ';')
  if (pieces.length > 1) return pieces
  const commas = cutOutside(value, ',')
  if (!value.includes('@')) return [value]
  const joined: string[] = []
  let open = ''
  for (const piece of commas) {
    const text = open === '' ? piece : `${open},${piece}`
    open = piece.includes('@') ? '' : text
    if (open === '') joined.push(text)
  }
  return open.trim() === '' ? joined : [...joined, open]
}

/** Cut at a mark that stands in no quotes and no angle brackets. */
function cutOutside(value: string, mark: string): string[] {
  const pieces: string[] = []
  let quoted = false
  let bracket = false
  let from = 0
  for (let at = 0; at < value.length; at++) {
    const letter = value[at]
    if (letter === '"' && !bracket) quoted = !quoted
    else if (letter === '<') bracket = true
    else if (letter === '>') bracket = false
    else if (letter === mark && !quoted && !bracket) {
      pieces.push(value.slice(from, at))
      from = at + 1
    }
  }
  return [...pieces, value.slice(from)]
}

const bracketed = /[<[(]\s{0,3}([^\s<>[\]()]{1,100}@[^\s<>[\]()]{1,250})\s{0,3}[>\])]/g
const bareAddress = /[^\s<>[\]()"',;:]{1,100}@[^\s<>[\]()"',;:]{1,250}/

/** One person: the last address in brackets, else a bare one; what stands before it is the name. */
export function personIn(text: string): Address {
  const line = text.trim().slice(0, 2_000)
  const match = [...line.matchAll(bracketed)].at(-1) ?? bareAddress.exec(line)
  if (!match) return { address: '', name: nameOf(line.replace(/<\s*>/, '')) }
  const address = shownAddress((match[1] ?? match[0]).replace(/^mailto:/i, '').replace(/[.,;]+$/, ''))
  const name = nameOf(line.slice(0, match.index).replace(`<${match[1] ?? match[0]}>`, ''))
  return { address, name: name.toLowerCase() === address.toLowerCase() ? '' : name }
}

/** Two addresses or more, none of them in brackets: whoever wrote such a From had a reason. */
const namesSeveral = (line: string) =>
  !/[<[(]/.test(line) && new Set([...line.matchAll(new RegExp(bareAddress, 'g'))].map(([one]) => one.toLowerCase())).size > 1

/** Without the quotes of any language around it. */
function nameOf(text: string): string {
  const bare = text
    .trim()
    .replace(/^["'„“”«»‘’\s<]{1,5}/, '')
    .replace(/["'“”«»‘’„\s<(]{1,5}$/, '')
  return cleanName(bare)
}
