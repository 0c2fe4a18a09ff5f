import type { deActivities, deFollowUps, deSnippets } from './de-activities'
import type { Same } from './same'

export const enActivities: Same<typeof deActivities> = {
  filedBy: 'Filed by {name}.',
  filedByRule: 'Filed by a rule.',
}

export const enFollowUps: Same<typeof deFollowUps> = {
  answered: 'An answer came.',
  answeredBy: '{name} answered: “{subject}”',
}

export const enSnippets: Same<typeof deSnippets> = {
  dear: 'Dear {name}',
  dearAll: 'Dear Sir or Madam',
}
