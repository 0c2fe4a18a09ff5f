import { Button } from '@fluentui/react-components'
import { useDeferredValue } from 'react'
import { AtFoot } from '../app/foot'
import { useMark } from '../app/marks'
import { useNavigation } from '../app/navigation'
import { useTexts } from '../app/panel-context'
import { type Card, useLookup } from '../app/use-lookup'
import { mailPlace, usePresence } from '../app/use-presence'
import { useWho } from '../app/who'
import type { ReadMail } from '../host/mail-host'
import { Activities } from '../parts/activities'
import { Cases, Opportunities } from '../parts/cases'
import { ContactCard } from '../parts/contact-card'
import { Filing } from '../parts/filing'
import { MailActions } from '../parts/mail-actions'
import { Presence } from '../parts/presence'
import { Bones, Skeleton } from '../parts/skeleton'
import { Trouble } from '../parts/trouble'
import { WhoIsIt } from '../parts/who-is-it'

/** Who writes, where the mail lies, where it may belong, what is going on. */
export function MailScreen({ mail }: { readonly mail: ReadMail }) {
  const { say, problem, when } = useTexts()
  const { contactId, choose } = useWho(mail)
  const { data, error, refetch, dataUpdatedAt, settled } = useLookup(mail, contactId)
  useMark(mail, data?.card)
  const others = usePresence(mailPlace(mail.messageId), 'reading', data !== undefined || error !== null)
  // Who it is stands there first; all else is drawn right after it.
  const all = useDeferredValue(data !== undefined)
  const again = <Button onClick={() => void refetch()}>{say('again')}</Button>
  if (!data)
    return (
      <main className="screen">
        {error && <Trouble action={again}>{problem(error)}</Trouble>}
        <Skeleton mail={mail} waits={!error} />
      </main>
    )
  return (
    <main className="screen">
      {error && (
        <AtFoot>
          <Trouble action={again}>{say('shownOld', { when: when(new Date(dataUpdatedAt).toISOString()) })}</Trouble>
        </AtFoot>
      )}
      <Presence others={others ?? data.card.others} />
      <Who mail={mail} card={data.card} choose={choose} chosen={contactId !== null} />
      {all ? <WhatIsKnown mail={mail} card={data.card} contactId={contactId} settled={settled} /> : <Bones />}
    </main>
  )
}

interface KnownProps {
  readonly mail: ReadMail
  readonly card: Card
  readonly contactId: string | null
  readonly settled: boolean
}

function WhatIsKnown({ mail, card, contactId, settled }: KnownProps) {
  const known = card.contact !== null
  return (
    <>
      <Filing mail={mail} card={card} contactId={contactId} settled={settled} />
      <MailActions mail={mail} card={card} />
      <Cases cases={card.cases} known={known} />
      <Opportunities opportunities={card.opportunities} />
      <Activities activities={card.activities} known={known} />
    </>
  )
}

interface WhoProps {
  readonly mail: ReadMail
  readonly card: Card
  readonly choose: (contactId: string | null) => void
  readonly chosen: boolean
}

function Who({ mail, card, choose, chosen }: WhoProps) {
  const { open } = useNavigation()
  const { say } = useTexts()
  // Whom the user chose once may be gone by now: then it is asked anew, too.
  const another = chosen && (
    <Button appearance="transparent" size="small" onClick={() => choose(null)}>
      {say('notThisOne')}
    </Button>
  )
  if (card.contact)
    return (
      <>
        <ContactCard contact={card.contact} />
        {another}
      </>
    )
  if (card.candidates.length > 0) return <WhoIsIt candidates={card.candidates} choose={choose} />
  const sender = mail.people.find(({ role }) => role === 'from')
  return (
    <section aria-labelledby="who">
      <h1 id="who">{sender?.name || sender?.address || say('unknown')}</h1>
      {sender?.name && <p className="quiet">{sender.address}</p>}
      <p>{say('unknownHow')}</p>
      {another}
      {sender && (
        <Button appearance="primary" onClick={() => open({ at: 'new-contact', mail, mailId: card.mails[0]?.id ?? null })}>
          {say('newContact')}
        </Button>
      )}
    </section>
  )
}
