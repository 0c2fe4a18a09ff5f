import { shownAddress } from '@postakte/shared/mail/address'
import { angleEnd, commentEnd, quoteEnd } from './address-brackets'
import { type Element, empty } from './address-element'
import { suspicionsAbout } from './address-suspicions'
import { cleanName, joinedBlanks, nameBeside, specIn } from './address-words'
import type { Address, Suspicion } from './read-mail'

export interface AddressList {
  readonly addresses: readonly Address[]
  /** True when there were more than the limit. */
  readonly cut: boolean
  readonly suspicious: readonly Suspicion[]
}

const encodedWord = /=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=/y
const special = /["(<>,;:\\]|=\?/g
/** Longest name and address that are looked at: what is longer is an attack on the looking (RFC 5321 §4.5.3.1: 320). */
const longestPhrase = 1_000

/**
 * Reads an address header (RFC 5322 §3.4 with the obsolete forms) in one pass; never takes an address out of a comment, a
 * quoted name or an encoded word (reliability C15–C19). What two readers may take differently is named in `suspicious`.
 */
export function readAddresses(header: string, limit = 1_000): AddressList {
  const reader = new ListReader(limit)
  return reader.read(header)
}

class ListReader {
  readonly addresses: Address[] = []
  readonly suspicious = new Set<Suspicion>()
  cut = false
  private element = empty()
  private readonly limit: number
  /** One comment, or one quote, without an end was met: they are text from there on, so that floods stay linear. */
  private neverClosed = false
  private neverQuoted = false
  constructor(limit: number) {
    this.limit = limit
  }

  read(text: string): AddressList {
    let at = 0
    while (at < text.length && !this.cut) {
      special.lastIndex = at
      const found = special.exec(text)
      this.take(text.slice(at, found?.index ?? text.length))
      if (!found) break
      at = this.step(text, found.index)
    }
    this.finish()
    return { addresses: this.addresses, cut: this.cut, suspicious: [...this.suspicious] }
  }

  /** Handles the special character at `at`; index of what follows. */
  private step(text: string, at: number): number {
    switch (text[at]) {
      case '"':
        return this.quoted(text, at)
      case '(':
        return this.commented(text, at)
      case '<':
        return this.angle(text, at)
      case '=':
        return this.word(text, at)
      case ':':
        return this.colon(at)
      case ',':
      case ';':
        this.finish()
        return at + 1
      case '\\':
        this.take(text.slice(at + 1, at + 2))
        return at + 2
      default:
        return at + 1
    }
  }

  /** Words behind the address in angle brackets are no part of the name; a second address there is, so that it is seen. */
  private add(text: string): void {
    if (!text.includes('@') && this.element.angles.some((angle) => angle.includes('@'))) return
    const room = longestPhrase - this.element.phrase.length
    if (room <= 0) return
    const flat = text.length > 1 ? text.replace(/\s+/g, ' ').slice(0, room) : text
    this.element.phrase += flat
    this.element.noted += flat
  }

  private note(comment: string): void {
    this.element.lastComment = comment
    if (this.element.noted.length > longestPhrase) return
    this.element.comment += (this.element.comment ? ' ' : '') + comment
    this.element.noted += ` (${comment}) `
  }

  private take(text: string): void {
    if (this.element.afterAngle && text.includes('@')) this.suspicious.add('from-syntax')
    this.add(text)
  }

  private quoted(text: string, at: number): number {
    const end = this.neverQuoted ? text.length : quoteEnd(text, at)
    if (end >= text.length) {
      this.neverQuoted = true
      this.suspicious.add('from-syntax')
      return at + 1
    }
    if (text[end + 1] === '@') {
      this.suspicious.add('from-syntax')
      this.add(text.slice(at, end + 1))
      return end + 1
    }
    this.add(text.slice(at + 1, end).replace(/\\([\s\S])/g, '$1'))
    return end + 1
  }

  private commented(text: string, at: number): number {
    const end = this.neverClosed ? -1 : commentEnd(text, at)
    if (end === -1) {
      this.neverClosed = true
      this.add('(')
      return at + 1
    }
    this.note(text.slice(at + 1, Math.min(end - 1, at + longestPhrase)).replace(/\\([\s\S])/g, '$1'))
    return end
  }

  private angle(text: string, at: number): number {
    const end = angleEnd(text, at)
    if (this.element.angles.length < 20) this.element.angles.push(text.slice(at + 1, Math.min(end, at + longestPhrase)))
    this.element.afterAngle = true
    return text[end] === '>' ? end + 1 : Math.max(end, at + 1)
  }

  private word(text: string, at: number): number {
    encodedWord.lastIndex = at
    const match = encodedWord.exec(text)
    this.add(match ? match[0] : '=?')
    return match ? encodedWord.lastIndex : at + 2
  }

  /** A group's name ends here (RFC 5322 §3.4); behind an address it is a trick. */
  private colon(at: number): number {
    if (this.element.afterAngle) {
      this.suspicious.add('from-syntax')
      this.finish()
      return at + 1
    }
    if (!this.element.phrase.includes('@')) this.element = empty()
    else this.add(':')
    return at + 1
  }

  private finish(): void {
    const element = this.element
    this.element = empty()
    const address = this.addressOf(element)
    if (address === null) return
    if (this.addresses.length >= this.limit) this.cut = true
    else this.addresses.push(address)
  }

  private addressOf(element: Element): Address | null {
    const phrase = element.phrase.trim()
    if (element.angles.length > 1) this.suspicious.add('from-looks-like-two')
    const angle = element.angles.find((text) => text.trim() !== '')
    if (angle !== undefined) return this.made(angle, phrase ? element.noted : element.comment)
    if (element.angles.length > 0) return phrase.includes('@') && !/\s/.test(phrase) ? this.made(phrase, '') : this.named(phrase)
    if (phrase === '') return null
    return this.bare(phrase, element.lastComment)
  }

  private named(phrase: string): Address | null {
    const name = cleanName(phrase)
    return name === '' ? null : { address: '', name }
  }

  /** No angle brackets: `a@b (Name)`, `a @ b`, `Name a@b`, `postmaster`. */
  private bare(phrase: string, comment: string): Address | null {
    if (!phrase.includes('@')) return /\s|=\?/.test(phrase) ? this.named(phrase) : this.made(phrase, comment)
    const words = joinedBlanks(phrase).match(/"[^"]*"@\S*|\S+/g) ?? []
    const withAt = words.filter((word) => word.includes('@'))
    if (withAt.length > 1) this.suspicious.add('from-looks-like-two')
    const word = withAt.at(-1)!
    return this.made(word, comment || words.filter((other) => other !== word).join(' '))
  }

  private made(text: string, name: string): Address {
    const spec = specIn(text)
    if (spec.route) this.suspicious.add('from-syntax')
    if (text.includes('=?')) this.suspicious.add('encoded-address')
    const shown = nameBeside(spec.address, cleanName(name))
    for (const suspicion of suspicionsAbout(spec.address, shown)) this.suspicious.add(suspicion)
    return { address: shownAddress(spec.address), name: shown }
  }
}
