import type { api } from '@postakte/shared/api/routes'
import { activityHandlers } from '../../activities/activities.routes'
import { caseMergeHandlers, caseStateHandlers, casesHandlers } from '../../cases/cases.routes'
import { contactHandlers } from '../../contacts/contacts.routes'
import { documentHandlers } from '../../documents/documents.routes'
import { eventHandlers } from '../../events/events.routes'
import { filingHandlers } from '../../filings/filings.routes'
import { foldersHandlers } from '../../folders/folders.routes'
import { followUpHandlers } from '../../follow-ups/follow-ups.routes'
import { importHandlers } from '../../import/import.routes'
import { lookupHandlers } from '../../lookup/lookup.routes'
import { mailHandlers } from '../../mails/mails.routes'
import { opportunityHandlers } from '../../opportunities/opportunities.routes'
import { presenceHandlers } from '../../presence/presence.routes'
import { searchHandlers } from '../../search/search.routes'
import { sendingHandlers } from '../../sending/sending.routes'
import { companyHandlers } from '../../sign-in/company.routes'
import { deviceHandlers } from '../../sign-in/device.routes'
import { sessionHandlers } from '../../sign-in/sessions.routes'
import { tokenHandlers } from '../../sign-in/tokens.routes'
import { snippetHandlers } from '../../snippets/snippets.routes'
import { todoHandlers } from '../../todos/todos.routes'
import { meHandlers } from '../../users/me.routes'
import { roleHandlers } from '../../users/roles.routes'
import { teamHandlers } from '../../users/teams.routes'
import { peopleHandlers } from '../../users/users.routes'
import { webhookHandlers } from '../../webhooks/webhooks.routes'
import type { AnyHandlers } from './call'

/** Every route has its handler: the compiler names a missing one. One line a feature. */
export const handlers: AnyHandlers<typeof api> = {
  ...eventHandlers,
  ...meHandlers,
  ...peopleHandlers,
  ...teamHandlers,
  ...roleHandlers,
  ...sessionHandlers,
  ...tokenHandlers,
  ...deviceHandlers,
  ...companyHandlers,
  ...activityHandlers,
  ...todoHandlers,
  ...followUpHandlers,
  ...snippetHandlers,
  ...documentHandlers,
  ...presenceHandlers,
  ...webhookHandlers,
  ...contactHandlers,
  ...casesHandlers,
  ...caseStateHandlers,
  ...caseMergeHandlers,
  ...foldersHandlers,
  ...lookupHandlers,
  ...filingHandlers,
  ...mailHandlers,
  ...opportunityHandlers,
  ...importHandlers,
  ...searchHandlers,
  ...sendingHandlers,
}
