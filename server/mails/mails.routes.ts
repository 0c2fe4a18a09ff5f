import type { mailRoutes } from '@postakte/shared/api/mails'
import type { Handlers } from '../http/api/call'
import { attachmentOf, readingOf, sourceAnswer } from './bytes'
import { handOver } from './hand-over'
import { originalOf } from './load'
import { loadMail, withHead } from './mail'
import { threadOf } from './thread'

export const mailHandlers: Handlers<typeof mailRoutes> = {
  putMailSource: ({ parts, me, body, transaction }) => handOver(parts, me, body, transaction),
  getMail: async ({ parts, me, params, transaction, language }) => {
    const kept = await transaction((tx) => loadMail(tx, me, params.mailId, language))
    return withHead(kept, await parts.reader.head(await originalOf(parts.db, params.mailId)), language)
  },
  getMailThread: ({ tx, me, params, query, language }) => threadOf(tx, me, params.mailId, query, language),
  getMailDocument: async ({ params, query, ...call }) => {
    const stored = await readingOf(call, params.mailId, 'mail.read')
    const shown = await call.parts.reader.show(stored, { language: call.language, view: query.view })
    return { ...shown, notes: [...shown.notes], ownPictures: [...shown.ownPictures] }
  },
  getMailSource: (call) => sourceAnswer(call, call.params.mailId),
  getMailAttachment: (call) => attachmentOf(call, call.params.mailId, call.params.number),
}
