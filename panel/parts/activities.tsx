import { useTexts } from '../app/panel-context'
import type { Card } from '../app/use-lookup'

const directions = { in: 'mailIn', out: 'mailOut', internal: 'mailInternal' } as const
const kinds = { call: 'callDone', note: 'note', meeting: 'meeting' } as const

export function Activities({ activities, known }: { readonly activities: Card['activities']; readonly known: boolean }) {
  const { say, when } = useTexts()
  if (!known && activities.length === 0) return null
  return (
    <section aria-labelledby="activities">
      <h2 id="activities">{say('activities')}</h2>
      {activities.length === 0 && <p className="quiet">{say('noActivities')}</p>}
      <ul className="plain">
        {activities.map(({ id, kind, at, title, direction, by }) => (
          <li key={id} className="line">
            <span>
              {title}
              <span className="quiet below">
                {[kind === 'mail' ? say(directions[direction ?? 'in']) : say(kinds[kind]), by?.name, when(at)]
                  .filter((one) => one)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
