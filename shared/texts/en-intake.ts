import type { deIntake } from './de-intake'
import type { Same } from './same'

export const enIntake: Same<typeof deIntake> = {
  replayLine: 'Mail {mail} “{subject}”: {before} → {after}{changes}',
  replayShown: '{count} mails would come out differently today. Nothing was changed; --apply takes it over.',
  replayApplied: '{count} mails changed.',
  quarantined: '{id}  {at}  {folder}: {reason}',
  quarantineEmpty: 'The quarantine is empty.',
  quarantineRetried: '{count} mails are taken up again.',
}
