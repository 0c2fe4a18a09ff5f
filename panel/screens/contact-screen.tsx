import { Button } from '@fluentui/react-components'
import { activityRoutes } from '@postakte/shared/api/activities'
import { type Contact, contactRoutes } from '@postakte/shared/api/contacts'
import { useNavigation } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'

import { useAnswer } from '../app/use-answer'
import { ContactFacts, Phone } from '../parts/contact-facts'
import { CasesOf, OpportunitiesOf, PeopleOf } from '../parts/contact-lists'
import { FileHere } from '../parts/file-here'
import { Link } from '../parts/link'
import { Loaded } from '../parts/loaded'
import { RecordActions } from '../parts/record-actions'
import { ScreenTop } from '../parts/screen-top'
import { Timeline } from '../parts/timeline'

export function ContactScreen({ id }: { readonly id: string }) {
  const { say } = useAllTexts()
  const asked = useAnswer(contactRoutes.getContact, { params: { contactId: id } })
  return (
    <main className="screen">
      <ScreenTop title={asked.data?.name ?? say('contact')} />
      <Loaded asked={asked}>
        {(contact) => (
          <>
            <Head contact={contact} />
            {contact.kind === 'company' && contact.people > 0 && <PeopleOf companyId={id} />}
            <CasesOf contactId={id} />
            {contact.openOpportunities > 0 && <OpportunitiesOf contactId={id} />}
            <Timeline route={activityRoutes.getContactTimeline} params={{ contactId: id }} />
          </>
        )}
      </Loaded>
    </main>
  )
}

function Head({ contact }: { readonly contact: Contact }) {
  const { open } = useNavigation()
  const { say } = useAllTexts()
  const { id, name, company, addresses, phones, note, mergedInto } = contact
  const place = { ref: { kind: 'contact' as const, id }, title: name }
  return (
    <section>
      {mergedInto && (
        <p className="warn">
          {say('mergedInto')} <Link to={{ at: 'contact', id: mergedInto.id }}>{mergedInto.name}</Link>
        </p>
      )}
      {company && (
        <p>
          <Link to={{ at: 'contact', id: company.id }}>{company.name}</Link>
        </p>
      )}
      <ContactFacts {...contact} />
      {addresses.map(({ address }) => (
        <p key={address}>{address}</p>
      ))}
      {phones.map((phone) => (
        <p key={phone}>
          <Phone phone={phone} />
        </p>
      ))}
      {note && <p className="quiet lines">{note}</p>}
      <div className="row actions">
        <FileHere place={place} />
        <RecordActions places={[place]} />
        {!mergedInto && (
          <Button size="small" onClick={() => open({ at: 'edit-contact', id })}>
            {say('edit')}
          </Button>
        )}
      </div>
    </section>
  )
}
