import { meRoutes } from '@postakte/shared/api/me'
import { caseTitleOf } from '@postakte/shared/mail/case-title'
import { useState } from 'react'
import type { ReadMail } from '../host/mail-host'
import { useAnswer } from './use-answer'

/** What a new case and a new opportunity begin with: the mail's subject as title, the user's first team. */
export function useNewRecord(mail: ReadMail) {
  const me = useAnswer(meRoutes.getMe, {}).data
  const [title, setTitle] = useState(() => caseTitleOf(mail.subject))
  const [chosen, setTeam] = useState<string | null>(null)
  const team = chosen ?? String(me?.teams[0]?.id ?? '')
  return { me, title, setTitle, team, setTeam, teamId: team === '' ? null : Number(team) }
}
