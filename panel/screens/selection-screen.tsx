import { Button } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import type { ChosenMail } from '../app/file-many'
import { useNavigation } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'
import { addressesOf, type Chosen, useChosen } from '../app/use-chosen'
import type { SelectedMail } from '../host/mail-host'
import { Check } from '../parts/check'
import { FindTarget } from '../parts/find-target'
import { Link } from '../parts/link'
import { OwnPlace, type OwnPlaces, placedAt } from '../parts/own-place'
import { PickList } from '../parts/pick-list'
import { keyOf, named, type Target, targetsOf } from '../parts/targets'
import { Trouble } from '../parts/trouble'

/** Several mails are selected in the list: who writes them, where they lie, and all of them to one place. */
export function SelectionScreen({ selected }: { readonly selected: readonly SelectedMail[] }) {
  const { open } = useNavigation()
  const { say, problem } = useAllTexts()
  const chosen = useChosen(selected)
  const [wholeThread, setWhole] = useState(false)
  const { mails, cards, waits, error } = chosen
  const targets = mergedTargets(cards.flatMap((card) => targetsOf({ ...card, filings: [] }, say)))
  const [own, setOwn] = useState<OwnPlaces>(new Map())
  const file = (forAll: Target | null) =>
    open({ at: 'file-many', placed: mails.flatMap((mail) => placedAt(mail, own.get(mail.key) ?? forAll)), wholeThread })
  const ownCount = mails.filter(({ key }) => typeof own.get(key) === 'object').length
  return (
    <main className="screen">
      <h1>{say('selectedCount', { count: mails.length })}</h1>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <section aria-labelledby="file-all" aria-busy={waits}>
        <h2 id="file-all">{say('selectedFor')}</h2>
        <p className="quiet">{waits ? say('loading') : filedText(mails, say)}</p>
        <div className="options">
          {targets.length > 0 && (
            <PickList
              label={say('selectedFor')}
              items={targets}
              pick={(key) => {
                const target = targets.find((one) => one.key === key)
                if (target) file(target)
              }}
            />
          )}
          {waits && <div className="bone block" />}
          <FindTarget pick={file} />
          {ownCount > 0 && <Button onClick={() => file(null)}>{say('selectedOwn', { count: ownCount })}</Button>}
          <Check label={say('selectedThreads')} checked={wholeThread} change={(checked) => setWhole(checked)} />
        </div>
      </section>
      <section aria-labelledby="selected">
        <h2 id="selected">{say('selectedMails')}</h2>
        <ul className="plain">
          {mails.map((mail) => (
            <MailLine key={mail.key} mail={mail} chosen={chosen}>
              <OwnPlace
                mail={mail}
                places={placesFor(mail, chosen, targets, say)}
                own={own.get(mail.key)}
                choose={(place) => setOwn((before) => new Map(before).set(mail.key, place))}
              />
            </MailLine>
          ))}
        </ul>
      </section>
    </main>
  )
}

const contactOf = (mail: ChosenMail, known: Chosen['known']) =>
  addressesOf(mail).flatMap((address) => known.find((one) => one.address === address) ?? [])[0]?.contact

/** Who writes it, and what any of them may belong to. */
function placesFor(
  mail: ChosenMail,
  { known }: Chosen,
  targets: readonly Target[],
  say: ReturnType<typeof useAllTexts>['say'],
): readonly Target[] {
  const contact = contactOf(mail, known)
  const ref = contact && { kind: 'contact' as const, id: contact.id }
  return mergedTargets([
    ...(contact && ref ? [{ key: keyOf(ref), ref, title: contact.name, detail: named('contact', contact.number, say) }] : []),
    ...targets,
  ])
}

const mostTargets = 12
const mergedTargets = (all: readonly Target[]) =>
  all.filter(({ key }, at) => all.findIndex((one) => one.key === key) === at).slice(0, mostTargets)

function filedText(mails: readonly ChosenMail[], say: ReturnType<typeof useAllTexts>['say']): string {
  const count = mails.filter(({ filings }) => filings.length > 0).length
  if (count === 0) return say('selectedFiledNone')
  if (count === mails.length) return say('selectedFiledAll')
  return count === 1 ? say('selectedFiledOne') : say('selectedFiled', { count })
}

interface MailLineProps {
  readonly mail: ChosenMail
  readonly chosen: Chosen
  readonly children: ReactNode
}

function MailLine({ mail, chosen: { known, waits }, children }: MailLineProps) {
  const { say, when } = useAllTexts()
  const { subject, sentAt, people, filings } = mail
  const sender = people.find(({ role }) => role === 'from')
  const contact = contactOf(mail, known)
  const lies = [...new Set(filings.map(({ target }) => target.name))].join(', ')
  return (
    <li className="entry">
      <strong>{subject}</strong>
      <span className="quiet">
        {contact ? (
          <Link to={{ at: 'contact', id: contact.id }}>{contact.name}</Link>
        ) : (
          sender && (waits ? sender.name || sender.address : say('selectedUnknown', { address: sender.address }))
        )}
        {sentAt && ` · ${when(sentAt)}`}
      </span>
      {lies !== '' && <span>✓ {say('liesAt', { names: lies })}</span>}
      {children}
    </li>
  )
}
