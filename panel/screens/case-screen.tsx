import { activityRoutes } from '@postakte/shared/api/activities'
import type { CaseRecord } from '@postakte/shared/api/case-shapes'
import { casesRoutes } from '@postakte/shared/api/cases'
import { useAllTexts } from '../app/use-all-texts'

import { useAnswer } from '../app/use-answer'
import { usePresence } from '../app/use-presence'
import { CaseStates } from '../parts/case-states'
import { CaseStatus, statusNames } from '../parts/cases'
import { CopyTag } from '../parts/copy-tag'
import { FileHere } from '../parts/file-here'
import { Link } from '../parts/link'
import { Loaded } from '../parts/loaded'
import { Presence } from '../parts/presence'
import { RecordActions } from '../parts/record-actions'
import { ScreenTop } from '../parts/screen-top'
import { Timeline } from '../parts/timeline'

export function CaseScreen({ id }: { readonly id: string }) {
  const { say } = useAllTexts()
  const asked = useAnswer(casesRoutes.getCase, { params: { caseId: id } })
  const others = usePresence({ caseId: id }, 'reading')
  return (
    <main className="screen">
      <ScreenTop title={asked.data?.title ?? say('case')} />
      <Presence others={others ?? []} at="case" />
      <Loaded asked={asked}>
        {(record) => (
          <>
            <Head record={record} />
            <Timeline route={activityRoutes.getCaseTimeline} params={{ caseId: id }} />
          </>
        )}
      </Loaded>
    </main>
  )
}

function Head({ record }: { readonly record: CaseRecord }) {
  const { say, when } = useAllTexts()
  const { id, number, title, status, contact, team, assignee, customerWaitsSince, statusAt, mergedInto, tag } = record
  const place = { ref: { kind: 'case' as const, id }, title }
  return (
    <section>
      {mergedInto && (
        <p className="warn">
          {say('mergedInto')} <Link to={{ at: 'case', id: mergedInto.id }}>{mergedInto.title}</Link>
        </p>
      )}
      <p className="line">
        <CaseStatus status={status} />
        <span>
          {say(statusNames[status])} <span className="quiet">{[say('since', { when: when(statusAt) }), number].join(' · ')}</span>
        </span>
      </p>
      {customerWaitsSince && <p className="warn">{say('customerWaits', { when: when(customerWaitsSince) })}</p>}
      {contact && (
        <p>
          <Link to={{ at: 'contact', id: contact.id }}>{contact.name}</Link>
        </p>
      )}
      <p className="quiet">
        {[assignee ? say('worksOn', { name: assignee.name }) : say('nobody'), team?.name].filter((one) => one).join(' · ')}
      </p>
      <CopyTag tag={tag} />
      <CaseStates record={record} />
      <div className="row actions">
        <FileHere place={place} />
        <RecordActions places={[place]} />
      </div>
    </section>
  )
}
