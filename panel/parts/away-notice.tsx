import { Button } from '@fluentui/react-components'
import { usePanel, useSignal, useTexts } from '../app/panel-context'

/** Only there when something waits for the server. */
export function AwayNotice({ open }: { readonly open: () => void }) {
  const { outbox } = usePanel()
  const { say } = useTexts()
  const count = useSignal(outbox.waiting).length
  if (count === 0) return null
  return (
    <Button appearance="subtle" size="small" className="to-send" onClick={open}>
      {count === 1 ? say('waitingOne') : say('waitingCount', { count })}
    </Button>
  )
}

/** What is shown may be old; what is done is kept. */
export function OfflineNotice() {
  const { say } = useTexts()
  return (
    <p role="status" className="presence answering">
      {say('away')}
    </p>
  )
}
