import type { deJournalProblems } from './de-journal-problems'

export const enJournalProblems: Record<keyof typeof deJournalProblems, string> = {
  'journal-head-wrong': '“{given}” is no hash of a seal. It is the 64 signs that “postakte journal head” prints.',
  'journal-record-wrong': '“{given}” names no record. The form is KIND:ID, for example case:4711.',
  'journal-since-wrong': '“{given}” is no date. The form is 2026-03-01 or 2026-03-01T08:00:00Z.',
  'journal-user-unknown': 'There is no user with the login “{login}”. Check the spelling.',
}
