import type { sendingRoutes } from '@postakte/shared/api/sending'
import { openTargets } from '../filings/targets'
import type { Handlers } from '../http/api/call'
import { announceDraft } from './announce'
import { checkDraft } from './check'

export const sendingHandlers: Handlers<typeof sendingRoutes> = {
  checkDraft: ({ tx, body, parts: { intake } }) => checkDraft(tx, intake.own, body),
  announceDraft: ({ tx, me, params, body, parts: { intake, config } }) =>
    announceDraft(tx, me, { own: intake.own, token: params.token, bcc: config.POSTAKTE_BCC_SENT }, body),
  letThrough: async ({ tx, me, body: { caseId, passed, reason } }) => {
    if (caseId !== null) await openTargets(tx, me, [{ kind: 'case', id: caseId }])
    tx.journal({
      action: 'sending.let-through',
      ...(caseId === null ? {} : { kind: 'case', recordId: caseId }),
      facts: { reason, passed },
    })
    return undefined
  },
}
