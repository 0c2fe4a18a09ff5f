import { Problem } from '@postakte/shared/model/problem'
import { useQueryClient } from '@tanstack/react-query'
import type { ReadMail } from '../host/mail-host'
import type { SourceNow } from '../outbox/work'
import type { ShownFiling } from '../parts/filed-list'
import type { Options } from '../parts/filing-options'
import type { Target } from '../parts/targets'
import type { ToastProps } from '../parts/toast'
import { completeMail } from './complete-mail'
import { type Filed, headOf, madeThere } from './file-mail'
import { useNavigation } from './navigation'
import { usePanel, useTexts } from './panel-context'
import type { PanelTexts } from './panel-texts'
import { type Card, lookupKey } from './use-lookup'
import { useOnce } from './use-once'

export interface FilingState {
  readonly busy: boolean
  /** What stands in the way of the last thing that was asked for. */
  readonly error: unknown
  /** True: filed, or kept for later. */
  file(target: Pick<Target, 'ref' | 'title'>, options: Options): Promise<boolean>
  takeAway(filing: ShownFiling): Promise<boolean>
  move(filing: ShownFiling, to: Pick<Target, 'ref' | 'title'>): Promise<boolean>
}

interface Changed {
  readonly mails: readonly { readonly id: string; readonly filings: Card['filings'] }[]
}

/** Where it lies, and by whom; for who has closed the panel. */
function noticeOf(filings: Card['filings'], say: PanelTexts['say']): string | null {
  if (filings.length === 0) return null
  const places = filings.map(({ target: { name }, filedBy }) =>
    filedBy === null ? say('noticeByRule', { name }) : say('noticePlace', { name, by: filedBy.name }),
  )
  return say('notice', { places: [...new Set(places)].join(', ') })
}

const isAt = ({ target }: ShownFiling, { kind, id }: Target['ref']) => target.kind === kind && target.id === id

/** Files the mail that the user sees, and no other; each deed can be undone. */
export function useFiling(mail: ReadMail, contactId: string | null): FilingState {
  const { host, outbox, marks } = usePanel()
  const { say, problem } = useTexts()
  const { tell } = useNavigation()
  const cache = useQueryClient()
  const { busy, error, once } = useOnce()

  const show = (change: (filings: Card['filings']) => Card['filings']) =>
    cache.setQueryData<{ validator: string; card: Card }>(
      lookupKey(mail, contactId),
      (known) => known && { ...known, validator: '', card: { ...known.card, filings: change(known.card.filings) } },
    )
  const isOpen = () => host.current()?.key === mail.key
  /** Who has gone on to another mail is told all the same, and of which mail it is. */
  const tellOf = (notice: ToastProps) =>
    tell(isOpen() ? notice : { ...notice, text: say('ofMail', { subject: mail.subject, text: notice.text }) })
  const run = (work: () => Promise<ToastProps>): Promise<boolean> =>
    once(async () => {
      tell(null)
      try {
        tellOf(await work())
      } catch (failure) {
        if (!isOpen()) tellOf({ text: problem(failure), undo: null })
        throw failure
      }
    })
  const runHere: typeof run = (work) => (isOpen() ? run(work) : once(() => Promise.reject(new Problem('host-other-mail'))))
  /** The server lacked it when it was looked up. */
  const isNew = () => cache.getQueryData<{ card: Card }>(lookupKey(mail, contactId))?.card.mails.length === 0
  /** What the server lacks is read at once: the mail may be left before the server asks for it. */
  const sourceOf = (): SourceNow => {
    const early = isNew() || mail.incomplete ? host.source(mail.key) : null
    early?.catch(() => {})
    return async () => (await (early ?? host.source(mail.key))).bytes
  }
  const stands = async (filings: Card['filings']) => {
    show(() => filings)
    if (isNew()) void cache.invalidateQueries({ queryKey: lookupKey(mail, contactId) })
    marks.set(mail, filings.length > 0 ? 'filed' : 'not-filed')
    await host.notice?.(mail.key, noticeOf(filings, say)).catch(() => {})
  }
  const removed = (filings: readonly ShownFiling[], asked: 'removeFilings' | 'restoreFilings') =>
    outbox.do<Changed>({ kind: 'call', route: asked, input: { body: { filings: filings.map(({ id }) => id) } } }, mail.subject)

  /** The mail itself; others of its thread may be among what was changed. */
  const standsAfter = async (mails: Changed['mails'], mailId: string) => {
    const own = mails.find(({ id }) => id === mailId)
    if (own) await stands(own.filings)
  }
  const takeBack = (made: readonly ShownFiling[], mailId: string) =>
    run(async () => {
      const outcome = await removed(made, 'removeFilings')
      if (outcome.sent) await standsAfter(outcome.result.mails, mailId)
      else show((filings) => filings.filter(({ id }) => made.every((one) => one.id !== id)))
      return { text: say('takenAway', { name: made[0]!.target.name }), undo: () => void putBack(made, mailId) }
    })
  const putBack = (made: readonly ShownFiling[], mailId: string) =>
    run(async () => {
      const outcome = await removed(made, 'restoreFilings')
      if (outcome.sent) await standsAfter(outcome.result.mails, mailId)
      else show((filings) => [...filings, ...made.filter((one) => one.mailId === mailId)])
      return { text: say('undone'), undo: null }
    })
  const letGo = (key: string) =>
    run(async () => {
      await outbox.letGo(key)
      return { text: say('undone'), undo: null }
    })
  const file: FilingState['file'] = (target, { attachments, wholeThread }: Options) =>
    runHere(async () => {
      const source = sourceOf()
      const head = headOf(await completeMail(host, mail))
      const outcome = await outbox.do<Filed>(
        { kind: 'file', head, targets: [target.ref], attachments, wholeThread, source: null },
        `${mail.subject} → ${target.title}`,
        source,
      )
      if (!outcome.sent) return { text: say('filedLater', { name: target.title }), undo: () => void letGo(outcome.key) }
      await stands(outcome.result.filings)
      const made = madeThere(outcome.result, target.ref)
      return {
        text: say('filedNow', { name: target.title }),
        undo: made.length > 0 ? () => void takeBack(made, outcome.result.mailId) : null,
      }
    })
  const move: FilingState['move'] = (filing, { ref, title }) =>
    run(async () => {
      const { id, mailId, target } = filing
      const input = { body: { filings: [id], to: { ...ref } } }
      const outcome = await outbox.do<Changed>({ kind: 'call', route: 'moveFilings', input }, `${mail.subject} → ${title}`)
      if (!outcome.sent) return { text: say('filedLater', { name: title }), undo: () => void letGo(outcome.key) }
      await standsAfter(outcome.result.mails, mailId)
      const moved = outcome.result.mails.flatMap(({ filings }) => filings).find((one) => one.mailId === mailId && isAt(one, ref))
      const back = { ref: { kind: target.kind, id: target.id }, title: target.name }
      return { text: say('moved', { name: title }), undo: moved ? () => void move(moved, back) : null }
    })
  return { busy, error, file, move, takeAway: (filing) => takeBack([filing], filing.mailId) }
}
