import { dePanel } from '@postakte/shared/texts/de-panel'
import { dePanelMore } from '@postakte/shared/texts/de-panel-more'
import { enPanel } from '@postakte/shared/texts/en-panel'
import { enPanelMore } from '@postakte/shared/texts/en-panel-more'
import { useTexts } from './panel-context'
import { type PanelTexts, saying } from './panel-texts'

const all = { de: saying({ ...dePanel, ...dePanelMore }), en: saying({ ...enPanel, ...enPanelMore }) } as const

interface AllTexts extends Omit<PanelTexts, 'say'> {
  readonly say: (typeof all)['de']
}

/** For what comes with a chunk of its own: also the sentences that the first look at a mail does not load. */
export function useAllTexts(): AllTexts {
  const texts = useTexts()
  return { ...texts, say: all[texts.language] }
}
