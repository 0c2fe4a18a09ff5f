import { Button } from '@fluentui/react-components'
import { ChevronLeftRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useNavigation } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'

interface ScreenTopProps {
  readonly title: ReactNode
  /** False: a field of the screen takes the focus. */
  readonly focus?: boolean
}

/** The way back, and where one is. */
export function ScreenTop({ title, focus = true }: ScreenTopProps) {
  const { back } = useNavigation()
  const { say } = useAllTexts()
  return (
    <header className="top">
      <Button
        appearance="subtle"
        icon={<ChevronLeftRegular />}
        aria-label={say('back')}
        title={say('back')}
        autoFocus={focus}
        onClick={back}
      />
      <h1>{title}</h1>
    </header>
  )
}
