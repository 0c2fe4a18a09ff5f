import type { filingRoutes } from '@postakte/shared/api/filings'
import type { Handlers } from '../http/api/call'
import { moveFilings, removeFilings, restoreFilings } from './change-filings'
import { fileMails } from './file-mails'

export const filingHandlers: Handlers<typeof filingRoutes> = {
  fileMails: ({ tx, me, body, language }) => fileMails(tx, me, body, language),
  removeFilings: ({ tx, me, body, language }) => removeFilings(tx, { me, language }, body.filings),
  restoreFilings: ({ tx, me, body, language }) => restoreFilings(tx, { me, language }, body.filings),
  moveFilings: ({ tx, me, body, language }) => moveFilings(tx, { me, language }, body.filings, body.to),
}
