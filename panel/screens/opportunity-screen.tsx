import { activityRoutes } from '@postakte/shared/api/activities'
import { type Opportunity, opportunityRoutes } from '@postakte/shared/api/opportunities'
import { useAllTexts } from '../app/use-all-texts'

import { useAnswer } from '../app/use-answer'
import { callOf, useDeed } from '../app/use-deed'
import { stageNames } from '../parts/cases'
import { Choice } from '../parts/field'
import { FileHere } from '../parts/file-here'
import { Link } from '../parts/link'
import { Loaded } from '../parts/loaded'
import { RecordActions } from '../parts/record-actions'
import { ScreenTop } from '../parts/screen-top'
import { Timeline } from '../parts/timeline'
import { Trouble } from '../parts/trouble'

export function OpportunityScreen({ id }: { readonly id: string }) {
  const { say } = useAllTexts()
  const asked = useAnswer(opportunityRoutes.getOpportunity, { params: { opportunityId: id } })
  return (
    <main className="screen">
      <ScreenTop title={asked.data?.title ?? say('opportunity')} />
      <Loaded asked={asked}>
        {(opportunity) => (
          <>
            <Head opportunity={opportunity} />
            <Timeline route={activityRoutes.getOpportunityTimeline} params={{ opportunityId: id }} />
          </>
        )}
      </Loaded>
    </main>
  )
}

function Head({ opportunity }: { readonly opportunity: Opportunity }) {
  const { say, money, day } = useAllTexts()
  const { id, title, contact, value, currency, expectedOn, closedOn, owner, team, people } = opportunity
  const place = { ref: { kind: 'opportunity' as const, id }, title }
  return (
    <section>
      {contact && (
        <p>
          <Link to={{ at: 'contact', id: contact.id }}>{contact.name}</Link>
        </p>
      )}
      {value !== null && <p>{money(value, currency)}</p>}
      {closedOn ? (
        <p className="quiet">{say('closedOn', { day: day(closedOn) })}</p>
      ) : (
        expectedOn && <p className="quiet">{say('expected', { day: day(expectedOn) })}</p>
      )}
      <p className="quiet">{[owner?.name, team?.name].filter((one) => one).join(' · ')}</p>
      {people.map((one) => (
        <p key={one.contact.id}>
          <Link to={{ at: 'contact', id: one.contact.id }}>{one.contact.name}</Link> <span className="quiet">{one.role}</span>
        </p>
      ))}
      <Stage opportunity={opportunity} />
      <div className="row actions">
        <FileHere place={place} />
        <RecordActions places={[place]} />
      </div>
    </section>
  )
}

function Stage({ opportunity: { id, title, stage, version } }: { readonly opportunity: Opportunity }) {
  const { say, problem } = useAllTexts()
  const { error, act } = useDeed()
  const params = { opportunityId: id }
  const change = (to: Opportunity['stage']) =>
    void act({
      route: 'changeOpportunity',
      input: { params, body: { version, stage: to } },
      label: title,
      done: say('stageNow', { title, stage: say(stageNames[to]) }),
      undo: (now) => callOf('changeOpportunity', { params, body: { version: now.version, stage } }),
    })
  const stages = Object.entries(stageNames) as [Opportunity['stage'], (typeof stageNames)[Opportunity['stage']]][]
  return (
    <div className="form">
      <Choice label={say('stage')} value={stage} change={change} options={stages.map(([one, name]) => [one, say(name)] as const)} />
      {error !== null && <Trouble>{problem(error)}</Trouble>}
    </div>
  )
}
