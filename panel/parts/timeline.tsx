import type { activityRoutes } from '@postakte/shared/api/activities'
import type { ResultOf, RouteShape } from '@postakte/shared/api/route'
import { useId } from 'react'
import { useAllTexts } from '../app/use-all-texts'

import { usePages } from '../app/use-answer'
import { Listed } from './loaded'

type Entry = ResultOf<typeof activityRoutes.getCaseTimeline>['items'][number]

/** What happened there, newest first. */
export function Timeline({ route, params }: { readonly route: RouteShape; readonly params: Readonly<Record<string, string>> }) {
  const { say } = useAllTexts()
  const heading = useId()
  const pages = usePages(route as typeof activityRoutes.getCaseTimeline, { params, query: { limit: 20 } })
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{say('timeline')}</h2>
      <Listed pages={pages} none={say('noActivities')}>
        {(entry) => <TimelineEntry key={`${entry.activityId}`} entry={entry} />}
      </Listed>
    </section>
  )
}

const directions = { in: 'mailIn', out: 'mailOut', internal: 'mailInternal' } as const
const kinds = { call: 'callDone', note: 'note', meeting: 'meeting', mail: 'mailIn' } as const

function TimelineEntry({ entry: { kind, at, mail, logged, filed } }: { readonly entry: Entry }) {
  const { say, when } = useAllTexts()
  const what = mail ? say(directions[mail.direction]) : say(kinds[kind])
  const who = mail ? (mail.from.name ?? mail.from.address) : logged?.user.name
  const files = mail && mail.attachments > 0 ? say('attachmentsCount', { count: mail.attachments }) : null
  const long = logged?.minutes ? say('minutesLong', { count: logged.minutes }) : null
  return (
    <li className="entry">
      <strong>{mail?.subject ?? logged?.title}</strong>
      <span className="quiet">{[what, who, when(at), long, files].filter((one) => one).join(' · ')}</span>
      <p className="quiet preview">{mail?.preview ?? logged?.text}</p>
      {mail && (
        <details>
          <summary className="quiet">{say('why')}</summary>
          <p>{filed.because}</p>
        </details>
      )}
    </li>
  )
}
