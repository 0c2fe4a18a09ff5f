import { deArchive } from './de-archive'
import { deDev } from './de-dev'
import { deExplain } from './de-explain'
import { deMailboxes } from './de-mailboxes'
import { dePipeline } from './de-pipeline'
import { deProblems } from './de-problems'
import { deStart } from './de-start'

export const de = {
  problems: deProblems,
  findings: dePipeline,
  explain: deExplain,
  archive: deArchive,
  mailboxes: deMailboxes,
  start: deStart,
  dev: deDev,
}
