import { enActivities, enFollowUps, enSnippets } from './en-activities'
import { enApi } from './en-api'
import { enApiProblems } from './en-api-problems'
import { enArchive } from './en-archive'
import { enCaseProblems } from './en-case-problems'
import { enCheck } from './en-check'
import { enContacts } from './en-contacts'
import { enDev } from './en-dev'
import { enDoctor } from './en-doctor'
import { enDraft } from './en-draft'
import { enExplain } from './en-explain'
import { enInstall } from './en-install'
import { enIntake } from './en-intake'
import { enJournal } from './en-journal'
import { enJournalProblems } from './en-journal-problems'
import { enLiveProblems } from './en-live-problems'
import { enMailboxes } from './en-mailboxes'
import { enMails, enMailsProblems } from './en-mails'
import { enPanel } from './en-panel'
import { enPanelMore } from './en-panel-more'
import { enPanelProblems } from './en-panel-problems'
import { enPeople } from './en-people'
import { enPeopleProblems } from './en-people-problems'
import { enPipeline } from './en-pipeline'
import { enProblems } from './en-problems'
import { enRecordProblems } from './en-record-problems'
import { enSending } from './en-sending'
import { enShowing } from './en-showing'
import { enSignIn } from './en-sign-in'
import { enStart } from './en-start'
import { enWorkProblems } from './en-work-problems'

export const en = {
  problems: {
    ...enApiProblems,
    ...enCaseProblems,
    ...enJournalProblems,
    ...enLiveProblems,
    ...enMailsProblems,
    ...enPanelProblems,
    ...enPeopleProblems,
    ...enProblems,
    ...enRecordProblems,
    ...enWorkProblems,
  },
  api: enApi,
  activities: enActivities,
  followUps: enFollowUps,
  snippets: enSnippets,
  findings: enPipeline,
  draft: enDraft,
  explain: enExplain,
  check: enCheck,
  contacts: enContacts,
  archive: enArchive,
  install: enInstall,
  intake: enIntake,
  journal: enJournal,
  mailboxes: enMailboxes,
  mails: enMails,
  panel: enPanel,
  panelMore: enPanelMore,
  people: enPeople,
  sending: enSending,
  signIn: enSignIn,
  showing: enShowing,
  start: enStart,
  dev: enDev,
  doctor: enDoctor,
}
