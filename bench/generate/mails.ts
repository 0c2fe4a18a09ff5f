import { seeded } from '../random'
import type { Generated, Sent, Truth } from './draft'
import { make } from './kinds'

const words =
  'Abo Rechnung Lieferung Heft Adresse Umstellung Kündigung Anzeige Beilage Gutschrift Bestellung Angebot Termin Rückfrage Vertrag Zahlung Mahnung Exemplar Ausgabe Verlag'.split(
    ' ',
  )

/** N mails of the mix in docs/bench.md over K contacts; the same seed gives the same bytes. */
export function* generateMails(seed: number, count: number, contacts: number): Generator<Generated> {
  const maker = new Maker(seed, contacts)
  for (let at = 0; at < count; at++) yield maker.next(at)
}

const kinds: readonly (readonly [Truth['kind'], number])[] = [
  ['new', 0.34],
  ['tagged', 0.14],
  ['references', 0.16],
  ['forward', 0.08],
  ['bounce', 0.03],
  ['auto-reply', 0.04],
  ['list', 0.05],
  ['outgoing', 0.08],
  ['stranger', 0.08],
]

class Maker {
  private readonly random: () => number
  private readonly contacts: number
  /** Mails of ours that answers and bounces refer to. */
  private readonly sent: Sent[] = []
  private readonly made: Generated[] = []
  constructor(seed: number, contacts: number) {
    this.random = seeded(seed)
    this.contacts = contacts
  }

  next(at: number): Generated {
    const generated = this.made.length > 50 && this.random() < 0.0176 ? this.duplicate() : this.fresh(at)
    this.made[at % 200] = generated
    return generated
  }

  private pick = (below: number) => Math.floor(this.random() * below)

  private duplicate(): Generated {
    const one = this.made[this.pick(Math.min(this.made.length, 50))]!
    return {
      bytes: Buffer.concat([Buffer.from('Delivered-To: service@sonnberg.example\r\n'), one.bytes]),
      truth: { ...one.truth, duplicateOf: 1 },
    }
  }

  private kind(): Truth['kind'] {
    let rest = this.random()
    for (const [kind, share] of kinds) {
      if (rest < share) return this.sent.length < 5 && (kind === 'references' || kind === 'bounce') ? 'outgoing' : kind
      rest -= share
    }
    return 'new'
  }

  private fresh(at: number): Generated {
    const kind = this.kind()
    const marker = `Betrag ${this.pick(900)},50 € – „bitte prüfen“ ${at}`
    const text = this.text(marker)
    const subject = `${words[this.pick(words.length)]} ${words[this.pick(words.length)]} ${at}`
    const id = `${at}.${this.pick(1e9).toString(36)}`
    return make[kind]({ at, id, subject, text, marker, random: this.random, pick: this.pick, contacts: this.contacts, sent: this.sent })
  }

  private text(marker: string): string {
    const lines = Array.from({ length: 8 + this.pick(60) }, () => Array.from({ length: 9 }, () => words[this.pick(words.length)]).join(' '))
    return ['Guten Tag,', '', marker, '', ...lines, '', 'Mit freundlichen Grüßen'].join('\r\n')
  }
}
