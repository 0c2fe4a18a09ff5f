import { useTexts } from '../app/panel-context'
import type { Card } from '../app/use-lookup'
import { Link } from './link'

const symbols = { open: '●', waiting: '◔', closed: '✓', archived: '▣' } as const
export const statusNames = { open: 'caseOpen', waiting: 'caseWaiting', closed: 'caseClosed', archived: 'caseArchived' } as const
export const stageNames = {
  new: 'stageNew',
  qualified: 'stageQualified',
  offer: 'stageOffer',
  negotiation: 'stageNegotiation',
  won: 'stageWon',
  lost: 'stageLost',
} as const

export function CaseStatus({ status }: { readonly status: keyof typeof symbols }) {
  const { say } = useTexts()
  return (
    <span role="img" className={`status ${status}`} aria-label={say(statusNames[status])} title={say(statusNames[status])}>
      {symbols[status]}
    </span>
  )
}

export function Cases({ cases, known }: { readonly cases: Card['cases']; readonly known: boolean }) {
  const { say } = useTexts()
  if (!known && cases.length === 0) return null
  return (
    <section aria-labelledby="cases">
      <h2 id="cases">{say('cases')}</h2>
      {cases.length === 0 && <p className="quiet">{say('noCases')}</p>}
      <ul className="plain">
        {cases.map(({ id, number, title, status, private: isPrivate, assignee }) => (
          <li key={id} className="line">
            <CaseStatus status={status} />
            <span>
              <Link to={{ at: 'case', id }}>{title}</Link>{' '}
              <span className="quiet">
                {[number, isPrivate ? say('casePrivate') : null, assignee?.name].filter((one) => one).join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Opportunities({ opportunities }: { readonly opportunities: Card['opportunities'] }) {
  const { say, money } = useTexts()
  if (opportunities.length === 0) return null
  return (
    <section aria-labelledby="opportunities">
      <h2 id="opportunities">{say('opportunities')}</h2>
      <ul className="plain">
        {opportunities.map(({ id, title, stage, value, currency }) => (
          <li key={id} className="line">
            <span>
              <Link to={{ at: 'opportunity', id }}>{title}</Link>{' '}
              <span className="quiet">
                {[say(stageNames[stage]), value === null ? null : money(value, currency)].filter((one) => one).join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
