import { deArchive } from './de-archive'
import { deContacts } from './de-contacts'
import { deDev } from './de-dev'
import { deExplain } from './de-explain'
import { deIntake } from './de-intake'
import { deMailboxes } from './de-mailboxes'
import { dePipeline } from './de-pipeline'
import { deProblems } from './de-problems'
import { deStart } from './de-start'

export const de = {
  problems: deProblems,
  findings: dePipeline,
  explain: deExplain,
  contacts: deContacts,
  archive: deArchive,
  intake: deIntake,
  mailboxes: deMailboxes,
  start: deStart,
  dev: deDev,
}
