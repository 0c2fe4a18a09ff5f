import { normalAddress } from '@postakte/shared/mail/address'
import type { Directory } from '@postakte/shared/model/directory'
import { world } from '@postakte/shared/world/world'
import type { Clues, Finding, Known, Participant, Rule } from '../decision'
import { directoryLookUp } from '../directory-look-up'

/** Clues of Sonnberg Verlag's mails, as `cluesIn` would give them: what a row does not say is an everyday, proven mail. */
export type Said = Partial<Clues>

/** What a mail says that says nothing special. */
export const everyday: Clues = {
  class: 'normal',
  marked: null,
  direction: 'in',
  trust: 2,
  suspicious: [],
  from: { address: '', name: '' },
  outside: [],
  customerNumbers: [],
  caseTags: [],
  thread: [],
  provenThread: [],
  bounce: null,
  subject: '',
  baseSubject: '',
  messageId: null,
}

const normal = (address: string) => normalAddress(address) ?? address

export const from = (address: string, said: Said = {}, name = ''): Clues => ({
  ...everyday,
  from: { address, name },
  outside: [{ address: normal(address), name, role: 'from' }],
  ...said,
})

export const to = (addresses: readonly string[], said: Said = {}): Clues => ({
  ...everyday,
  direction: 'out',
  from: { address: 'n.stein@sonnberg.example', name: 'Nora Stein' },
  outside: addresses.map((address): Participant => ({ address: normal(address), name: '', role: 'to' })),
  ...said,
})

export const among = (said: Said = {}): Clues => ({ ...to([], said), direction: 'internal' })

export const returned = (failed: readonly string[], thread: readonly string[], said: Said = {}): Clues => ({
  ...everyday,
  class: 'bounce',
  trust: 1,
  from: { address: 'mailer-daemon@mx.example', name: '' },
  outside: failed.map((address): Participant => ({ address: normal(address), name: '', role: 'failed' })),
  thread,
  ...said,
})

/** Sonnberg Verlag with a few more records. */
export const worldWith = (more: { readonly [Kind in keyof Directory]?: Directory[Kind] }): Directory => ({
  own: world.own,
  contacts: [...world.contacts, ...(more.contacts ?? [])],
  cases: [...world.cases, ...(more.cases ?? [])],
  opportunities: [...world.opportunities, ...(more.opportunities ?? [])],
  mails: [...world.mails, ...(more.mails ?? [])],
  memory: [...world.memory, ...(more.memory ?? [])],
})

/** What the rule alone finds, each as `address anna 0.94`; the effect follows where it is not "for". */
export const found = (rule: Rule, clues: Clues, directory: Directory = world): string[] =>
  foundIn(rule, clues, directoryLookUp(directory)(clues))

export const foundIn = (rule: Rule, clues: Clues, known: Known): string[] => rule(clues, known).map(line)

const line = ({ rule, target, confidence, effect }: Finding) =>
  [rule, target?.id ?? '–', String(confidence), ...(effect === 'for' ? [] : [effect])].join(' ')
