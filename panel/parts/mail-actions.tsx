import { Button } from '@fluentui/react-components'
import { useNavigation } from '../app/navigation'
import { usePanel, useTexts } from '../app/panel-context'
import { placesOf } from '../app/places'
import type { Card } from '../app/use-lookup'
import type { ReadMail } from '../host/mail-host'
import { RecordActions } from './record-actions'

/** What the mail may give rise to. */
export function MailActions({ mail, card }: { readonly mail: ReadMail; readonly card: Card }) {
  const { host } = usePanel()
  const { open } = useNavigation()
  const { say } = useTexts()
  const contact = card.contact && { ref: { kind: 'contact' as const, id: card.contact.id }, title: card.contact.name }
  const here = card.mails[0] && { ref: { kind: 'mail' as const, id: card.mails[0].id }, title: mail.subject }
  const [lies] = card.filings.filter(({ target }) => target.kind === 'case')
  const about = { ...(card.contact ? { contactId: card.contact.id } : {}), ...(lies ? { caseId: lies.target.id } : {}) }
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fields of a form
    <div className="row" role="group" aria-label={say('actions')}>
      <RecordActions places={placesOf(card)} {...(here ? { mail: here } : {})} />
      <Button size="small" onClick={() => open({ at: 'new-case', mail, contact })}>
        {say('newCase')}
      </Button>
      <Button size="small" onClick={() => open({ at: 'new-opportunity', mail, contact })}>
        {say('newOpportunity')}
      </Button>
      {host.can('reply') && (
        <Button size="small" onClick={() => open({ at: 'snippets', item: mail.key, into: 'answer', ...about })}>
          {say('answerWithSnippet')}
        </Button>
      )}
    </div>
  )
}
