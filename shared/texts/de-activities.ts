/** Timelines: why something lies there. */
export const deActivities = {
  filedBy: 'Abgelegt von {name}.',
  filedByRule: 'Von einer Regel abgelegt.',
}

export const deFollowUps = {
  answered: 'Es kam eine Antwort.',
  answeredBy: '{name} hat geantwortet: „{subject}“',
}

/** Salutations that a snippet is filled with. */
export const deSnippets = {
  dear: 'Guten Tag {name}',
  dearAll: 'Sehr geehrte Damen und Herren',
}
