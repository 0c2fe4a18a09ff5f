import type { PanelParts } from '../app/panel-context'
import type { FakeHost } from '../host/fake-host'
import { answersOfSelection, manyMails } from '../testing/selection'
import { annasCard, filingAt } from '../testing/world'
import type { GalleryState } from './states'

const selection = manyMails(30)
const select = (parts: PanelParts) => (parts.host as FakeHost).select(selection)
const several = { item: null, signedIn: true, card: annasCard, prepare: select, answers: answersOfSelection(selection) } as const
/** Each third is refused. */
const someFiled = ({ body }: { readonly body: { readonly mails: readonly { readonly subject?: string }[] } }) => {
  const number = Number(/\d+/.exec(body.mails[0]?.subject ?? '')?.[0] ?? 1)
  const mailId = String(300 + number)
  const filing = filingAt({ kind: 'case', id: '2', name: 'Adressänderung Filiale', number: '4712' }, { mailId })
  if (number % 3 === 0)
    return Response.json({ code: 'record-unknown', title: 'Den Vorgang gibt es nicht mehr.', status: 404 }, { status: 404 })
  return { results: [{ outcome: 'filed', mailId, filings: [filing] }], others: [] }
}

/** Several mails are selected. */
export const severalStates: Readonly<Record<string, GalleryState>> = {
  selection: several,
  'selection-loading': { ...several, card: null },
  'selection-own-place': { ...several, picks: { 'Frage 2': 'contact 11', 'Frage 3': 'none' } },
  'selection-filed-at-places': {
    ...several,
    picks: { 'Frage 2': 'contact 11' },
    answers: { ...several.answers, 'POST /api/mails/filings': someFiled },
    clicks: [['Adressänderung']],
  },
  'selection-filed': {
    ...several,
    answers: { ...several.answers, 'POST /api/mails/filings': someFiled },
    clicks: [['Adressänderung']],
  },
}
