import { activityRoutes } from './activities'
import { caseMergeRoutes } from './case-merges'
import { caseStateRoutes } from './case-states'
import { casesRoutes } from './cases'
import { companyRoutes } from './company'
import { contactRoutes } from './contacts'
import { deviceRoutes } from './device'
import { documentRoutes } from './documents'
import { eventRoutes } from './events'
import { filingRoutes } from './filings'
import { foldersRoutes } from './folders'
import { followUpRoutes } from './follow-ups'
import { importRoutes } from './import'
import { lookupRoutes } from './lookup'
import { mailRoutes } from './mails'
import { meRoutes } from './me'
import { opportunityRoutes } from './opportunities'
import { peopleRoutes } from './people'
import { presenceRoutes } from './presence'
import { roleRoutes } from './roles'
import { searchRoutes } from './search'
import { sendingRoutes } from './sending'
import { sessionRoutes } from './sessions'
import { snippetRoutes } from './snippets'
import { teamRoutes } from './teams'
import { todoRoutes } from './todos'
import { tokenRoutes } from './tokens'
import { webhookRoutes } from './webhooks'

/** Every route of the API. One line a feature; a feature's routes stand in its own file. */
export const api = {
  ...eventRoutes,
  ...meRoutes,
  ...sessionRoutes,
  ...peopleRoutes,
  ...teamRoutes,
  ...roleRoutes,
  ...tokenRoutes,
  ...deviceRoutes,
  ...companyRoutes,
  ...activityRoutes,
  ...todoRoutes,
  ...followUpRoutes,
  ...snippetRoutes,
  ...documentRoutes,
  ...presenceRoutes,
  ...webhookRoutes,
  ...contactRoutes,
  ...casesRoutes,
  ...caseStateRoutes,
  ...caseMergeRoutes,
  ...foldersRoutes,
  ...lookupRoutes,
  ...filingRoutes,
  ...mailRoutes,
  ...opportunityRoutes,
  ...importRoutes,
  ...searchRoutes,
  ...sendingRoutes,
}
