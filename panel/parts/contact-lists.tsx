import { casesRoutes } from '@postakte/shared/api/cases'
import { contactRoutes } from '@postakte/shared/api/contacts'
import { opportunityRoutes } from '@postakte/shared/api/opportunities'
import { type ReactNode, useId } from 'react'
import { useAllTexts } from '../app/use-all-texts'

import { usePages } from '../app/use-answer'
import { CaseStatus, stageNames } from './cases'
import { Link } from './link'
import { Listed } from './loaded'

export function PeopleOf({ companyId }: { readonly companyId: string }) {
  const { say } = useAllTexts()
  const pages = usePages(contactRoutes.listContacts, { query: { companyId, limit: 10 } })
  return (
    <Part heading={say('people')}>
      <Listed pages={pages} none={say('searchNothing')}>
        {({ id, name, address }) => (
          <li key={id}>
            <Link to={{ at: 'contact', id }}>{name}</Link> <span className="quiet">{address}</span>
          </li>
        )}
      </Listed>
    </Part>
  )
}

/** All, the closed ones too: what was, tells who it is. */
export function CasesOf({ contactId }: { readonly contactId: string }) {
  const { say } = useAllTexts()
  const pages = usePages(casesRoutes.listCases, { query: { contact: contactId, status: 'any', limit: 8 } })
  return (
    <Part heading={say('cases')}>
      <Listed pages={pages} none={say('noCasesAtAll')}>
        {({ id, title, number, status, assignee }) => (
          <li key={id} className="line">
            <CaseStatus status={status} />
            <span>
              <Link to={{ at: 'case', id }}>{title}</Link>{' '}
              <span className="quiet">{[number, assignee?.name].filter((one) => one).join(' · ')}</span>
            </span>
          </li>
        )}
      </Listed>
    </Part>
  )
}

export function OpportunitiesOf({ contactId }: { readonly contactId: string }) {
  const { say, money } = useAllTexts()
  const pages = usePages(opportunityRoutes.listOpportunities, { query: { contactId, limit: 8 } })
  return (
    <Part heading={say('opportunities')}>
      <Listed pages={pages} none={say('searchNothing')}>
        {({ id, title, stage, value, currency }) => (
          <li key={id}>
            <Link to={{ at: 'opportunity', id }}>{title}</Link>{' '}
            <span className="quiet">
              {[say(stageNames[stage]), value === null ? null : money(value, currency)].filter((one) => one).join(' · ')}
            </span>
          </li>
        )}
      </Listed>
    </Part>
  )
}

function Part({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  )
}
