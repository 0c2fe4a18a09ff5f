import type { AnswerOf } from '@postakte/shared/api/route'
import type { sendingRoutes } from '@postakte/shared/api/sending'
import { notPassed } from '@postakte/shared/sending/passed'
import { audiencesOf } from '../filings/settle'
import { openTargets } from '../filings/targets'
import { tellRecords } from '../filings/tell-records'
import type { ApiTx } from '../http/api/call'
import type { Own } from '../intake/pipeline/decision'
import type { Me } from '../users/me'
import type { AskedDraft } from './case-of'
import { checkDraft } from './check'

interface Announced extends AskedDraft {
  readonly passed: readonly string[]
  readonly sent: boolean
}

/**
 * The last look at a draft, and, where nothing speaks against it, the word that it will be sent for its case. Which mail it is shows
 * later by the token that it carries: Outlook does not know a Message-ID before it sends.
 */
export async function announceDraft(
  tx: ApiTx,
  me: Me,
  { own, token, bcc }: { readonly own: Own; readonly token: string; readonly bcc: boolean },
  { passed, sent, ...asked }: Announced,
): Promise<AnswerOf<typeof sendingRoutes.announceDraft>> {
  const checked = await checkDraft(tx, own, asked)
  const at = checked.case
  if (at === null || (!sent && notPassed(checked.findings, passed).length > 0)) return { ...checked, announced: false, bcc: null }
  const filed = await tx.query<{ mail_id: string; case_id: string }>(
    `select mail_id::text, case_id::text from announce_sending($1, $2::text::bigint)`,
    [token, at.id],
  )
  tx.journal({ action: 'sending.announce', kind: 'case', recordId: at.id, facts: { number: at.number } })
  for (const { mail_id, case_id } of filed) await tellFiled(tx, me, mail_id, case_id)
  return { ...checked, announced: true, bcc: bcc ? copyTo(asked, own) : null }
}

async function tellFiled(tx: ApiTx, me: Me, mailId: string, caseId: string): Promise<void> {
  const audiences = (await audiencesOf(tx, [mailId])).get(mailId) ?? []
  if (audiences.length > 0) tx.event({ kind: 'mail', audiences, data: { mailId } })
  tellRecords(tx, await openTargets(tx, me, [{ kind: 'case', id: caseId }]))
}

/** Our own mailbox that takes mails in, unless the mail goes there anyway. */
function copyTo({ people }: AskedDraft, own: Own): string | null {
  const there = people.some(({ address, role }) => role !== 'from' && address !== null && own.forwarding.has(address))
  const [first] = own.forwarding
  return there ? null : (first ?? null)
}
