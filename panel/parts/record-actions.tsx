import { Button } from '@fluentui/react-components'
import { type FollowUpPlace, type Place, useNavigation } from '../app/navigation'
import { useTexts } from '../app/panel-context'

interface RecordActionsProps {
  readonly places: readonly Place[]
  /** Where a follow-up may be put, too. */
  readonly mail?: FollowUpPlace
}

/** Log a call or a note, come back later. */
export function RecordActions({ places, mail }: RecordActionsProps) {
  const { open } = useNavigation()
  const { say } = useTexts()
  const dueAt = [...places, ...(mail ? [mail] : [])]
  return (
    <>
      {places.length > 0 && (
        <>
          <Button size="small" onClick={() => open({ at: 'log', kind: 'call', places })}>
            {say('logCall')}
          </Button>
          <Button size="small" onClick={() => open({ at: 'log', kind: 'note', places })}>
            {say('note')}
          </Button>
        </>
      )}
      {dueAt.length > 0 && (
        <Button size="small" onClick={() => open({ at: 'follow-up', places: dueAt })}>
          {say('followUp')}
        </Button>
      )}
    </>
  )
}
