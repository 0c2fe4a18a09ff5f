import { enArchive } from './en-archive'
import { enContacts } from './en-contacts'
import { enDev } from './en-dev'
import { enExplain } from './en-explain'
import { enIntake } from './en-intake'
import { enMailboxes } from './en-mailboxes'
import { enPipeline } from './en-pipeline'
import { enProblems } from './en-problems'
import { enStart } from './en-start'

export const en = {
  problems: enProblems,
  findings: enPipeline,
  explain: enExplain,
  contacts: enContacts,
  archive: enArchive,
  intake: enIntake,
  mailboxes: enMailboxes,
  start: enStart,
  dev: enDev,
}
