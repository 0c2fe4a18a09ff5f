import { findingKey, findingSentence } from '@postakte/shared/sending/findings'
import { notPassed } from '@postakte/shared/sending/passed'
import { deDraft } from '@postakte/shared/texts/de-draft'
import { deSending } from '@postakte/shared/texts/de-sending'
import { enDraft } from '@postakte/shared/texts/en-draft'
import { enSending } from '@postakte/shared/texts/en-sending'
import { fill } from '@postakte/shared/texts/fill'
import { useTexts } from '../app/panel-context'
import { type DraftCheck, useDraftCheck } from '../app/use-draft-check'
import type { Card } from '../app/use-lookup'
import type { Draft, DraftKeeping } from '../host/mail-host'
import { Choice } from './field'
import { LetThrough } from './let-through'

const sentences = { de: { draft: deDraft, sending: deSending }, en: { draft: enDraft, sending: enSending } } as const

interface OnSendingProps {
  readonly draft: Draft
  readonly drafts: DraftKeeping
  /** Of the people that it goes to. */
  readonly cases: Card['cases']
}

/** What will happen on sending: to which case it goes, and what should be looked at before. */
export function OnSending({ draft, drafts, cases }: OnSendingProps) {
  const check = useDraftCheck(draft, drafts)
  const { language } = useTexts()
  const words = sentences[language]
  const { answer, findings, note } = check
  const at = answer?.case ?? null
  const open = notPassed(findings, note.passed)
  const passed = findings.filter((one) => !open.includes(one))
  const sentence = (one: (typeof findings)[number]) => findingSentence(one, at, words.sending)
  return (
    <section aria-labelledby="on-sending">
      <h2 id="on-sending">{words.draft.title}</h2>
      <WhichCase check={check} cases={cases} words={words.draft} />
      <div role="status">
        {at && <p>{fill(words.draft.filed, { number: at.number, title: at.title, why: words.draft[at.by] })}</p>}
        {answer?.tagForSubject && <p className="quiet">{fill(words.draft.tagAdded, { tag: answer.tagForSubject })}</p>}
        {answer && findings.length === 0 && <p className="quiet">{words.draft.fine}</p>}
        {open.length > 0 && (
          <ul className="plain warnings" aria-label={words.draft.look}>
            {open.map((one) => (
              <li key={findingKey(one)}>{sentence(one)}</li>
            ))}
          </ul>
        )}
      </div>
      {passed.map((one) => (
        <p key={findingKey(one)} className="quiet">
          {fill(words.draft.passedBefore, { sentence: sentence(one) })}
        </p>
      ))}
      {open.length > 0 && (
        <LetThrough check={check} open={open} words={words.draft} send={drafts.send && (() => drafts.send!(draft.key))} />
      )}
    </section>
  )
}

interface WhichCaseProps {
  readonly check: DraftCheck
  readonly cases: Card['cases']
  readonly words: Readonly<Record<keyof typeof deDraft, string>>
}

/** As it is found out, and what the user may choose instead. */
function WhichCase({ check: { note, answer, choose }, cases, words }: WhichCaseProps) {
  const at = answer?.case ?? null
  const name = (one: { readonly number: string; readonly title: string }) => `${one.number} ${one.title}`
  const itself = at === null || at.by === 'chosen' ? null : at
  const others = new Map([...(at ? [at] : []), ...(answer?.candidates ?? []), ...cases].map((one) => [one.id, name(one)]))
  if (itself) others.delete(itself.id)
  const unknown = note.chosen === null ? words.unsure : words.itself
  return (
    <>
      {(answer?.candidates.length ?? 0) > 1 && <p className="warn">{words.several}</p>}
      <Choice
        label={words.belongs}
        value={note.chosen ?? ''}
        change={(chosen) => void choose(chosen === '' ? null : chosen)}
        options={[['', itself ? name(itself) : unknown], ...others, ['none', words.none]]}
      />
    </>
  )
}
