import { deActivities, deFollowUps, deSnippets } from './de-activities'
import { deApi } from './de-api'
import { deApiProblems } from './de-api-problems'
import { deArchive } from './de-archive'
import { deCaseProblems } from './de-case-problems'
import { deCheck } from './de-check'
import { deContacts } from './de-contacts'
import { deDev } from './de-dev'
import { deDoctor } from './de-doctor'
import { deDraft } from './de-draft'
import { deExplain } from './de-explain'
import { deInstall } from './de-install'
import { deIntake } from './de-intake'
import { deJournal } from './de-journal'
import { deJournalProblems } from './de-journal-problems'
import { deLiveProblems } from './de-live-problems'
import { deMailboxes } from './de-mailboxes'
import { deMails, deMailsProblems } from './de-mails'
import { dePanel } from './de-panel'
import { dePanelMore } from './de-panel-more'
import { dePanelProblems } from './de-panel-problems'
import { dePeople } from './de-people'
import { dePeopleProblems } from './de-people-problems'
import { dePipeline } from './de-pipeline'
import { deProblems } from './de-problems'
import { deRecordProblems } from './de-record-problems'
import { deSending } from './de-sending'
import { deShowing } from './de-showing'
import { deSignIn } from './de-sign-in'
import { deStart } from './de-start'
import { deWorkProblems } from './de-work-problems'

export const de = {
  problems: {
    ...deApiProblems,
    ...deCaseProblems,
    ...deJournalProblems,
    ...deLiveProblems,
    ...deMailsProblems,
    ...dePanelProblems,
    ...dePeopleProblems,
    ...deProblems,
    ...deRecordProblems,
    ...deWorkProblems,
  },
  api: deApi,
  activities: deActivities,
  followUps: deFollowUps,
  snippets: deSnippets,
  findings: dePipeline,
  draft: deDraft,
  explain: deExplain,
  check: deCheck,
  contacts: deContacts,
  archive: deArchive,
  install: deInstall,
  intake: deIntake,
  journal: deJournal,
  mailboxes: deMailboxes,
  mails: deMails,
  panel: dePanel,
  panelMore: dePanelMore,
  people: dePeople,
  sending: deSending,
  signIn: deSignIn,
  showing: deShowing,
  start: deStart,
  dev: deDev,
  doctor: deDoctor,
}
