export const deIntake = {
  replayLine: 'Mail {mail} „{subject}“: {before} → {after}{changes}',
  replayShown: '{count} Mails kämen heute anders heraus. Nichts wurde geändert; mit --apply wird es übernommen.',
  replayApplied: '{count} Mails geändert.',
  quarantined: '{id}  {at}  {folder}: {reason}',
  quarantineEmpty: 'Die Quarantäne ist leer.',
  quarantineRetried: '{count} Mails werden noch einmal vorgenommen.',
} as const
