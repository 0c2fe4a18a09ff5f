import { Problem } from '@postakte/shared/model/problem'
import type { deDoctor } from '@postakte/shared/texts/de-doctor'
import type { Config } from '../config'
import type { Db } from '../db/db'

export type Area = keyof typeof deDoctor.areas
/** 'hint': works, but not as well as it could, or only on this machine. */
export type State = 'good' | 'hint' | 'bad'

/** Something that was looked at: how it is, and what to do where it is not good. */
export interface Finding {
  readonly state: State
  readonly name: keyof typeof deDoctor.findings | 'problem'
  readonly facts: Readonly<Record<string, string>>
  /** The sentence of it is said, for 'problem'. */
  readonly problem?: Problem
}

type Say = (name: keyof typeof deDoctor.findings, facts?: Readonly<Record<string, string | number>>) => Finding
const saying =
  (state: State): Say =>
  (name, facts = {}) => ({
    state,
    name,
    facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)])),
  })
export const good = saying('good')
export const hint = saying('hint')
export const bad = saying('bad')
export const badly = (problem: Problem): Finding => ({ state: 'bad', name: 'problem', facts: problem.facts, problem })

/** What is looked at: the settings, and the database that they name. */
export interface Examined {
  readonly config: Config
  readonly db: Db
}

/** What has a sentence of its own; anything else goes on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}
