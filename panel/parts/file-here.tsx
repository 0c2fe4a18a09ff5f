import { Button } from '@fluentui/react-components'
import { type Place, useNavigation } from '../app/navigation'
import { useOpenItem } from '../app/panel-context'
import { useSelection } from '../app/selection'
import { useAllTexts } from '../app/use-all-texts'
import { useChosen } from '../app/use-chosen'
import { useFiling } from '../app/use-filing'
import { useWho } from '../app/who'
import type { ReadMail, SelectedMail } from '../host/mail-host'
import { Trouble } from './trouble'

/** Files the open mail at the record that is shown; or all that are selected in the list. */
export function FileHere({ place }: { readonly place: Place }) {
  const item = useOpenItem()
  const selected = useSelection()
  if (selected.length > 0) return <FileManyHere selected={selected} place={place} />
  return item?.kind === 'read' ? <FileMailHere mail={item} place={place} /> : null
}

function FileMailHere({ mail, place }: { readonly mail: ReadMail; readonly place: Place }) {
  const { say, problem } = useAllTexts()
  const { file, busy, error } = useFiling(mail, useWho(mail).contactId)
  return (
    <>
      <Button size="small" appearance="primary" disabled={busy} onClick={() => void file(place, { attachments: null, wholeThread: false })}>
        {say('fileHere')}
      </Button>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
    </>
  )
}

function FileManyHere({ selected, place }: { readonly selected: readonly SelectedMail[]; readonly place: Place }) {
  const { open } = useNavigation()
  const { say } = useAllTexts()
  const { mails } = useChosen(selected)
  const placed = mails.map((mail) => ({ mail, place }))
  return (
    <Button size="small" appearance="primary" onClick={() => open({ at: 'file-many', placed, wholeThread: false })}>
      {say('fileManyHere', { count: mails.length })}
    </Button>
  )
}
