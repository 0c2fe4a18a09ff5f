import { enArchive } from './en-archive'
import { enDev } from './en-dev'
import { enExplain } from './en-explain'
import { enMailboxes } from './en-mailboxes'
import { enPipeline } from './en-pipeline'
import { enProblems } from './en-problems'
import { enStart } from './en-start'

export const en = {
  problems: enProblems,
  findings: enPipeline,
  explain: enExplain,
  archive: enArchive,
  mailboxes: enMailboxes,
  start: enStart,
  dev: enDev,
}
