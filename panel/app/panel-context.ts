import type { Language } from '@postakte/shared/texts/texts'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { MailHost, OpenItem } from '../host/mail-host'
import type { Outbox } from '../outbox/outbox'
import type { HandOver } from './hand-over'
import type { Marks } from './marks'
import type { PanelTexts } from './panel-texts'
import type { Session } from './session'
import type { Signal } from './signal'
import type { Who } from './who'

/** What every screen of the panel works with. */
export interface PanelParts {
  readonly host: MailHost
  readonly session: Session
  readonly outbox: Outbox
  readonly marks: Marks
  readonly handOver: HandOver
  readonly who: Who
  readonly language: Signal<Language>
}

export const PanelContext = createContext<PanelParts | null>(null)

export function usePanel(): PanelParts {
  const parts = useContext(PanelContext)
  if (!parts) throw new Error('outside of the panel')
  return parts
}

export const TextsContext = createContext<PanelTexts | null>(null)
export function useTexts(): PanelTexts {
  const texts = useContext(TextsContext)
  if (!texts) throw new Error('outside of the panel')
  return texts
}

export const useSignal = <T>(signal: Signal<T>): T => useSyncExternalStore(signal.watch, signal.get)
export const useOpenItem = (): OpenItem | null => {
  const { host } = usePanel()
  return useSyncExternalStore(host.onChange, host.current)
}
