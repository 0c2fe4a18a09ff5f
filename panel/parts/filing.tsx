import { type KeyboardEvent, useState } from 'react'
import { useTexts } from '../app/panel-context'
import { useFiling } from '../app/use-filing'
import type { Card } from '../app/use-lookup'
import type { ReadMail } from '../host/mail-host'
import { FiledList } from './filed-list'
import { FilingOptions, type Options } from './filing-options'
import { FindTarget } from './find-target'
import { PickList } from './pick-list'
import { type Target, targetsOf } from './targets'
import { Trouble } from './trouble'

interface FilingProps {
  readonly mail: ReadMail
  readonly card: Card
  /** The candidate that the user chose. */
  readonly contactId: string | null
  /** False: what the program has yet to tell may change what is suggested. */
  readonly settled: boolean
}

/** Where the mail lies, and where it may go: one click each, taken back by one. */
export function Filing({ mail, card, contactId, settled }: FilingProps) {
  const { say, problem, when } = useTexts()
  const files = mail.attachments.map((one, number) => ({ ...one, number })).filter(({ inline }) => !inline)
  const [options, setOptions] = useState<Options>({ attachments: null, wholeThread: false })
  const filing = useFiling(mail, contactId)
  const targets = targetsOf(card, say)
  const [movingId, setMoving] = useState<string | null>(null)
  const moving = card.filings.find(({ id }) => id === movingId) ?? null
  const take = (target: Target) => {
    setMoving(null)
    void (moving ? filing.move(moving, target) : filing.file(target, options))
  }
  const pick = (key: string) => {
    const target = targets.find((one) => one.key === key)
    if (target) take(target)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !moving) return
    event.preventDefault()
    setMoving(null)
  }
  return (
    <section aria-labelledby="filed" aria-busy={filing.busy || !settled} onKeyDown={onKey}>
      <h2 id="filed">{say(card.filings.length > 0 ? 'filedAt' : 'filedNot')}</h2>
      <FiledList
        filings={card.filings}
        takeAway={(one) => void filing.takeAway(one)}
        moving={moving?.id ?? null}
        move={({ id }) => setMoving(id === movingId ? null : id)}
        disabled={filing.busy}
      />
      {card.mails[0]?.trust === 0 && <p className="warn">{say('forged')}</p>}
      {card.duplicates.map((one) => (
        <p key={one.id} className="warn">
          {say(one.filedUnder.length > 0 ? 'duplicateAt' : 'duplicate', {
            subject: one.subject,
            when: when(one.sentAt),
            names: one.filedUnder.join(', '),
          })}
        </p>
      ))}
      {filing.error !== null && <Trouble>{problem(filing.error)}</Trouble>}
      {card.filings.length > 0 && <p className="quiet">{moving ? say('moveTo', { name: moving.target.name }) : say('fileAlso')}</p>}
      {targets.length > 0 && <PickList label={say('fileTo')} items={targets} pick={pick} disabled={filing.busy || !settled} />}
      <FindTarget pick={take} />
      <FilingOptions files={files} options={options} change={setOptions} />
    </section>
  )
}
