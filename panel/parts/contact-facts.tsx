import { Badge } from '@fluentui/react-components'
import { useTexts } from '../app/panel-context'
import type { ShownContact } from './contact-card'

/** Number, stage, whether the contact is still active, and who looks after it. */
export function ContactFacts({ number, stage, active, owner }: Pick<ShownContact, 'number' | 'stage' | 'active' | 'owner'>) {
  const { say } = useTexts()
  return (
    <p className="quiet row">
      {number !== null && <span>{say('number', { number })}</span>}
      {stage === 'lead' && <Badge appearance="tint">{say('lead')}</Badge>}
      {!active && (
        <Badge appearance="tint" color="warning">
          {say('inactive')}
        </Badge>
      )}
      {owner && <span>{say('owner', { name: owner.name })}</span>}
    </p>
  )
}

/** Calls the number. */
export function Phone({ phone }: { readonly phone: string }) {
  const { say } = useTexts()
  return (
    <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} aria-label={say('call', { phone })}>
      {phone}
    </a>
  )
}
