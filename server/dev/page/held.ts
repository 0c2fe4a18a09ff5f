import { button, make, row } from '../../pages/elements'
import { ask } from './ask'
import { goToDetail, showDetail } from './detail'
import { guarded } from './guarded'
import { originalButtons } from './original'
import { fill, moment, words } from './words'

/** A mail in quarantine, as server/intake/quarantine.ts gives it. */
export interface Held {
  readonly id: string
  readonly folder: string
  readonly receivedAt: string
  readonly problem: { readonly reason: string }
}

export function heldCard(held: Held, refresh: () => Promise<void>): HTMLElement {
  const card = make('article', '', 'mail')
  const original = make('div')
  const retry = button(words().retry, () => void guarded(() => tryAgain(held.id, refresh)))
  const buttons = originalButtons(`/dev/api/quarantine/${held.id}/original`, `quarantine-${held.id}.eml`, original)
  buttons[0]?.addEventListener('click', () => {
    showDetail(original)
    goToDetail()
  })
  card.append(
    make('strong', words().held),
    make('p', fill(words().heldReason, { reason: held.problem.reason }), 'doubt'),
    make('small', fill(words().heldAt, { folder: held.folder, at: moment(held.receivedAt) })),
    row(retry, ...buttons),
  )
  return card
}

async function tryAgain(id: string, refresh: () => Promise<void>): Promise<void> {
  await ask(`/dev/api/quarantine/${id}/retry`, { method: 'POST' })
  await refresh()
}
