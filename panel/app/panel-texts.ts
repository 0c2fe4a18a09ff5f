import { deApiProblems } from '@postakte/shared/texts/de-api-problems'
import { dePanel } from '@postakte/shared/texts/de-panel'
import { dePanelProblems } from '@postakte/shared/texts/de-panel-problems'
import { enApiProblems } from '@postakte/shared/texts/en-api-problems'
import { enPanel } from '@postakte/shared/texts/en-panel'
import { enPanelProblems } from '@postakte/shared/texts/en-panel-problems'
import { fill } from '@postakte/shared/texts/fill'
import type { Language } from '@postakte/shared/texts/texts'
import { asProblem } from './hand-over'

type Key = keyof typeof dePanel

/** The panel's sentences in one language; dates, numbers and lists in its way. Only what the panel says is loaded. */
export interface PanelTexts {
  readonly language: Language
  /** The sentence of a key, facts filled in. */
  readonly say: (key: Key, facts?: Facts) => string
  /** What happened and what to do. */
  readonly problem: (error: unknown) => string
  /** 'heute 10:42', 'gestern 17:03', '2. März', '14. Nov. 2025'. */
  readonly when: (instant: string, now?: Date) => string
  /** A calendar day '2026-03-02' as 'Mo., 2. März 2026'. */
  readonly day: (day: string) => string
  /** Of a file. */
  readonly size: (bytes: number) => string
  readonly money: (value: string, currency: string) => string
}

const sentences = {
  de: { panel: dePanel, problems: { ...deApiProblems, ...dePanelProblems } },
  en: { panel: enPanel, problems: { ...enApiProblems, ...enPanelProblems } },
} as const

export function panelTexts(language: Language): PanelTexts {
  const { panel, problems } = sentences[language]
  const say = saying(panel)
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options)
  const time = format({ hour: '2-digit', minute: '2-digit' })
  const day = format({ day: 'numeric', month: 'long' })
  const far = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const unit = (name: string) => new Intl.NumberFormat(language, { style: 'unit', unit: name, maximumFractionDigits: 1 })
  const [kilobytes, megabytes] = [unit('kilobyte'), unit('megabyte')]
  const calendar = format({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return {
    language,
    say,
    problem: (error) => {
      const found = asProblem(error)
      // The server's own sentence, kept also where the error itself was only kept as its code and facts.
      if (found.facts.title !== undefined) return found.facts.title
      const known: Readonly<Record<string, string>> = problems
      return fill(known[found.code] ?? problems.bug, found.facts)
    },
    when: (instant, now = new Date()) => {
      const at = new Date(instant)
      const days = Math.round((midnight(now) - midnight(at)) / 86_400_000)
      if (days === 0) return say('today', { time: time.format(at) })
      if (days === 1) return say('yesterday', { time: time.format(at) })
      return at.getFullYear() === now.getFullYear() ? day.format(at) : far.format(at)
    },
    day: (text) => calendar.format(new Date(`${text}T12:00:00Z`)),
    size: (bytes) => (bytes < 1_000_000 ? kilobytes.format(Math.ceil(bytes / 1_000)) : megabytes.format(bytes / 1_000_000)),
    money: (value, currency) =>
      new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(Number(value)),
  }
}

type Facts = Readonly<Record<string, string | number>>

/** Says sentences of a catalogue, facts filled in. */
export const saying =
  <K extends string>(sentences: Readonly<Record<K, string>>) =>
  (key: K, facts: Facts = {}): string =>
    fill(sentences[key], Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, String(fact)])))

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
