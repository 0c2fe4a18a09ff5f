import { Button } from '@fluentui/react-components'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { useNavigation } from '../app/navigation'
import { usePanel } from '../app/panel-context'
import { placesOf } from '../app/places'
import { useAllTexts } from '../app/use-all-texts'
import { useAnswer } from '../app/use-answer'
import { useLookup } from '../app/use-lookup'
import { mailPlace, usePresence } from '../app/use-presence'
import type { Draft, ReadMail } from '../host/mail-host'
import { Activities } from '../parts/activities'
import { Cases, Opportunities } from '../parts/cases'
import { ContactCard } from '../parts/contact-card'
import { Loaded } from '../parts/loaded'
import { OnSending } from '../parts/on-sending'
import { Presence } from '../parts/presence'
import { Recipients } from '../parts/recipients'
import { RecordActions } from '../parts/record-actions'

/** Whom one writes to, what is going on with them, and what one may put in. */
export function DraftScreen({ draft }: { readonly draft: Draft }) {
  const { open } = useNavigation()
  const { drafts } = usePanel().host
  const { say } = useAllTexts()
  const recipients = draft.people.filter(({ role }) => role !== 'from')
  const addresses = [...new Set(recipients.map(({ address }) => address))].sort()
  const known = useAnswer(lookupRoutes.lookUpAddresses, { body: { addresses } }, { enabled: addresses.length > 0, keep: true })
  const asked = useLookup(asMail(draft), null)
  const others = usePresence(mailPlace(draft.answers), 'answering')
  const card = asked.data?.card
  const caseId = card?.suggestions.find(({ kind }) => kind === 'case')?.id
  const contactId = card?.contact?.id
  const about = {
    item: draft.key,
    into: 'draft' as const,
    ...(contactId === undefined ? {} : { contactId }),
    ...(caseId === undefined ? {} : { caseId }),
  }
  return (
    <main className="screen">
      <Presence others={others ?? []} />
      {card?.contact ? <ContactCard contact={card.contact} /> : <h1>{say('draftOpen')}</h1>}
      <div className="row">
        <Button size="small" appearance="primary" onClick={() => open({ at: 'snippets', ...about })}>
          {say('snippets')}
        </Button>
        <Button size="small" onClick={() => open({ at: 'documents', draft: draft.key })}>
          {say('documents')}
        </Button>
        {card && <RecordActions places={placesOf(card)} />}
      </div>
      {drafts && <OnSending draft={draft} drafts={drafts} cases={card?.cases ?? []} />}
      <Recipients recipients={recipients} known={known.data?.items} />
      <Loaded asked={asked}>
        {({ card: { suggestions, cases, opportunities, activities, contact } }) => (
          <>
            {!drafts && suggestions.length > 0 && (
              <p className="card">{say('answersAt', { names: suggestions.map(({ name }) => name).join(', ') })}</p>
            )}
            <Cases cases={cases} known={contact !== null} />
            <Opportunities opportunities={opportunities} />
            <Activities activities={activities} known={contact !== null} />
          </>
        )}
      </Loaded>
    </main>
  )
}

/** The server is asked about a draft as about a mail of ours that is not sent yet; other recipients are another question. */
function asMail({ key, answers, people, subject, mailbox }: Draft): ReadMail {
  return {
    kind: 'read',
    key: [key, ...people.map(({ address }) => address), subject].join(' '),
    messageId: null,
    thread: answers === null ? [] : [answers],
    people,
    subject,
    sentAt: null,
    attachments: [],
    mailbox,
  }
}
