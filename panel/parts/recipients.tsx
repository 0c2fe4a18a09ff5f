import type { lookupRoutes } from '@postakte/shared/api/lookup'
import type { ResultOf } from '@postakte/shared/api/route'
import { useAllTexts } from '../app/use-all-texts'

import type { HostPerson } from '../host/mail-host'
import { Link } from './link'

interface RecipientsProps {
  readonly recipients: readonly HostPerson[]
  /** Undefined: not answered yet. */
  readonly known: ResultOf<typeof lookupRoutes.lookUpAddresses>['items'] | undefined
}

/** Who gets it: whose address that is, or that nobody has it. */
export function Recipients({ recipients, known }: RecipientsProps) {
  const { say } = useAllTexts()
  return (
    <section aria-labelledby="recipients">
      <h2 id="recipients">{say('recipients')}</h2>
      {recipients.length === 0 && <p className="quiet">{say('noRecipients')}</p>}
      <ul className="plain">
        {recipients.map(({ address, role }) => {
          const contacts = known?.filter((one) => one.address === address.toLowerCase()) ?? []
          return (
            <li key={`${role} ${address}`}>
              {contacts.map(({ contact: { id, name } }) => (
                <span key={id}>
                  <Link to={{ at: 'contact', id }}>{name}</Link>{' '}
                </span>
              ))}
              <span className="quiet">
                {address}
                {known && contacts.length === 0 && ` · ${say('addressUnknown')}`}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
