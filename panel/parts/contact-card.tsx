import { useTexts } from '../app/panel-context'
import type { Card } from '../app/use-lookup'
import { ContactFacts, Phone } from './contact-facts'
import { Link } from './link'

export type ShownContact = NonNullable<Card['contact']>

export function ContactCard({ contact }: { readonly contact: ShownContact }) {
  const { say } = useTexts()
  const { id, name, company, phones } = contact
  return (
    <section aria-labelledby="who">
      <h1 id="who">
        <Link to={{ at: 'contact', id }}>{name}</Link>
      </h1>
      {company && <p>{say('at', { company: company.name })}</p>}
      <ContactFacts {...contact} />
      {phones.length > 0 && (
        <p className="row">
          {phones.slice(0, 3).map((phone) => (
            <Phone key={phone} phone={phone} />
          ))}
        </p>
      )}
    </section>
  )
}
