import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { ShownContext } from './foot'
import { useNavigation, type View } from './navigation'
import { useSignal } from './panel-context'

type Load = () => Promise<{ default: ComponentType<never> }>

/** Each comes with its own chunk. */
const loads: Readonly<Record<View['at'], Load>> = {
  search: () => import('../screens/search-screen').then(({ SearchScreen }) => ({ default: SearchScreen })),
  queue: () => import('../screens/queue-screen').then(({ QueueScreen }) => ({ default: QueueScreen })),
  'follow-ups': () => import('../screens/follow-ups-screen').then(({ FollowUpsScreen }) => ({ default: FollowUpsScreen })),
  settings: () => import('../screens/settings-screen').then(({ SettingsScreen }) => ({ default: SettingsScreen })),
  contact: () => import('../screens/contact-screen').then(({ ContactScreen }) => ({ default: ContactScreen })),
  case: () => import('../screens/case-screen').then(({ CaseScreen }) => ({ default: CaseScreen })),
  opportunity: () => import('../screens/opportunity-screen').then(({ OpportunityScreen }) => ({ default: OpportunityScreen })),
  snippets: () => import('../screens/snippets-screen').then(({ SnippetsScreen }) => ({ default: SnippetsScreen })),
  documents: () => import('../screens/documents-screen').then(({ DocumentsScreen }) => ({ default: DocumentsScreen })),
  'new-contact': () => import('../screens/new-contact-screen').then(({ NewContactScreen }) => ({ default: NewContactScreen })),
  'new-case': () => import('../screens/new-case-screen').then(({ NewCaseScreen }) => ({ default: NewCaseScreen })),
  'new-opportunity': () =>
    import('../screens/new-opportunity-screen').then(({ NewOpportunityScreen }) => ({ default: NewOpportunityScreen })),
  'edit-contact': () => import('../screens/edit-contact-screen').then(({ EditContactScreen }) => ({ default: EditContactScreen })),
  assign: () => import('../screens/assign-screen').then(({ AssignScreen }) => ({ default: AssignScreen })),
  'file-many': () => import('../screens/file-many-screen').then(({ FileManyScreen }) => ({ default: FileManyScreen })),
  log: () => import('../screens/log-screen').then(({ LogScreen }) => ({ default: LogScreen })),
  'follow-up': () => import('../screens/follow-up-screen').then(({ FollowUpScreen }) => ({ default: FollowUpScreen })),
  outbox: () => import('../screens/outbox-screen').then(({ OutboxScreen }) => ({ default: OutboxScreen })),
}
const screens = new Map(
  Object.entries(loads).map(([at, load]) => [at, lazy(load as Load & (() => Promise<{ default: ComponentType<View> }>))]),
)

/** Fetches every screen, so that each is there when the server is not. */
export const loadScreens = (): Promise<unknown> => Promise.allSettled(Object.values(loads).map((load) => load()))

/** All that lies over the mail; only the topmost is seen. Escape goes back. */
export function Views() {
  const { stack, back } = useNavigation()
  const opened = useSignal(stack)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && back()
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [back])
  return opened.map(({ key, view }, at) => (
    <div key={key} hidden={at < opened.length - 1}>
      <ShownContext.Provider value={at === opened.length - 1}>
        <Suspense fallback={<div className="screen bone block" aria-busy />}>
          <Shown view={view} />
        </Suspense>
      </ShownContext.Provider>
    </div>
  ))
}

function Shown({ view }: { readonly view: View }) {
  const Screen = screens.get(view.at)!
  return <Screen {...view} />
}
