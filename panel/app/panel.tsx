import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { OpenItem, SelectedMail } from '../host/mail-host'
import { AwayNotice, OfflineNotice } from '../parts/away-notice'
import { NavBar } from '../parts/nav-bar'
import { Toast } from '../parts/toast'
import { MailScreen } from '../screens/mail-screen'
import { NoMailScreen } from '../screens/no-mail-screen'
import { ShownContext, WithFoot } from './foot'
import { Navigation, NavigationContext, useNavigation, type View } from './navigation'
import { PanelContext, type PanelParts, TextsContext, useOpenItem, usePanel, useSignal } from './panel-context'
import { panelTexts } from './panel-texts'
import { guardRepeats } from './repeats'
import { keyOf, SelectionContext, useSelected } from './selection'
import { useAskAhead } from './use-ask-ahead'
import { useLive } from './use-live'
import { Views } from './views'
import './panel.css'

const SignInScreen = lazy(() => import('../screens/sign-in-screen').then((screen) => ({ default: screen.SignInScreen })))
const DraftScreen = lazy(() => import('../screens/draft-screen').then((screen) => ({ default: screen.DraftScreen })))

const SelectionScreen = lazy(() => import('../screens/selection-screen').then((screen) => ({ default: screen.SelectionScreen })))

// An answer is drawn as soon as it is there: a timer would first let some milliseconds pass.
notifyManager.setScheduler(queueMicrotask)

interface PanelProps {
  readonly parts: PanelParts
  readonly theme?: 'light' | 'dark'
  /** What it begins with; absent: the open mail. */
  readonly first?: View | undefined
}

export function Panel({ parts, theme, first }: PanelProps) {
  const language = useSignal(parts.language)
  const texts = useMemo(() => panelTexts(language), [language])
  const [queries] = useState(newQueries)
  const [navigation] = useState(() => new Navigation(first))
  const dark = useDark()
  useEffect(() => guardRepeats(document), [])
  return (
    <PanelContext.Provider value={parts}>
      <TextsContext.Provider value={texts}>
        <QueryClientProvider client={queries}>
          <FluentProvider theme={(theme ?? (dark ? 'dark' : 'light')) === 'dark' ? webDarkTheme : webLightTheme} className="panel">
            <NavigationContext.Provider value={navigation}>
              <Screen />
            </NavigationContext.Provider>
          </FluentProvider>
        </QueryClientProvider>
      </TextsContext.Provider>
    </PanelContext.Provider>
  )
}

function Screen() {
  const { session } = usePanel()
  const state = useSignal(session.state)
  if (state === 'signed-in') return <SignedIn />
  return (
    <Suspense fallback={soon}>
      <SignInScreen ended={state === 'ended'} />
    </Suspense>
  )
}

function SignedIn() {
  const { stack, notice, itemChanged, open } = useNavigation()
  const { host } = usePanel()
  useAskAhead()
  const item = useOpenItem()
  const selected = useSelected(host)
  const covered = useSignal(stack).length > 0
  const told = useSignal(notice)
  const key = selected.length > 0 ? keyOf(selected) : (item?.key ?? null)
  useEffect(() => itemChanged(key), [key, itemChanged])
  const connected = useLive()
  return (
    <SelectionContext.Provider value={selected}>
      <WithFoot
        below={
          <>
            {connected === false && <OfflineNotice />}
            <AwayNotice open={() => open({ at: 'outbox' })} />
            {told && <Toast {...told} />}
          </>
        }
      >
        <div hidden={covered}>
          <ShownContext.Provider value={!covered}>
            <Open item={item} selected={selected} />
          </ShownContext.Provider>
        </div>
        <Views />
      </WithFoot>
      <NavBar />
    </SelectionContext.Provider>
  )
}

const soon = <div className="screen bone block" aria-busy />

function Open({ item, selected }: { readonly item: OpenItem | null; readonly selected: readonly SelectedMail[] }) {
  if (selected.length > 0)
    return (
      <Suspense fallback={soon}>
        <SelectionScreen key={keyOf(selected)} selected={selected} />
      </Suspense>
    )
  if (item === null) return <NoMailScreen />
  if (item.kind === 'read') return <MailScreen key={item.key} mail={item} />
  return (
    <Suspense fallback={soon}>
      <DraftScreen key={item.key} draft={item} />
    </Suspense>
  )
}

/** What was shown is shown again at once, and asked for anew when it is older than a few seconds. */
function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 5_000, gcTime: 30 * 60_000, retry: false, networkMode: 'always', refetchOnWindowFocus: true } },
  })
}

const darkMedia = () => (typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)'))
function useDark(): boolean {
  const [media] = useState(darkMedia)
  return useSyncExternalStore(
    (changed) => {
      media?.addEventListener('change', changed)
      return () => media?.removeEventListener('change', changed)
    },
    () => media?.matches ?? false,
  )
}
