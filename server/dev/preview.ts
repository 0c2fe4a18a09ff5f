import { shownAddress } from '@postakte/shared/mail/address'
import { Problem } from '@postakte/shared/model/problem'
import { findingText } from '@postakte/shared/texts/finding-text'
import type { Language } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import type { Intake } from '../intake/intake'
import { lookUp } from '../intake/look-up'
import type { Decision } from '../intake/pipeline/decision'
import { decideOn } from '../intake/pipeline/route'
import type { Reading } from '../intake/reading'
import type { MailDetail } from './mail-detail'
import { namer } from './names'

/**
 * What today's rules say of these bytes; writes nothing. Read by the intake's worker threads within their budget: a mail
 * made to stop a reader stops no server.
 */
export async function preview(db: Query, intake: Pick<Intake, 'read'>, bytes: Uint8Array, language: Language): Promise<MailDetail> {
  if (bytes.byteLength === 0) throw new Problem('mail-empty')
  const { reading, error } = await intake.read(bytes)
  if (error !== undefined) throw new Problem('mail-unreadable', { reason: error })
  const decision = decideOn(reading.clues, (await lookUp(db, [reading.clues])).of(reading.clues))
  return previewOf(db, reading, decision, language)
}

async function previewOf(db: Query, reading: Reading, decision: Decision, language: Language): Promise<MailDetail> {
  const filed = decision.kind === 'file' ? decision.under : []
  const candidates = decision.kind === 'ask' ? decision.between : []
  const suggestions = decision.kind === 'file' ? decision.suggestions : []
  const named = await namer(db, [...filed, ...candidates, ...suggestions])
  return {
    ...aboutMail(reading),
    kind: decision.kind,
    filed: filed.map((target) => ({ ...named(target), because: '', removed: false })),
    candidates: candidates.map(named),
    suggestions: suggestions.map(named),
    findings: decision.findings.map((finding) => findingText(finding, language)),
    sightings: [],
  }
}

const aboutMail = ({ clues, subject, fromName, fromAddress, sentAt, ...rest }: Reading) => ({
  subject,
  fromName,
  fromAddress: shownAddress(fromAddress),
  at: sentAt ?? '',
  class: clues.class,
  direction: clues.direction,
  trust: clues.trust,
  preview: rest.preview,
  hops: rest.hops,
  partly: rest.partly,
  attachments: rest.attachments,
})
