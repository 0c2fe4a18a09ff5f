import type { TargetRef } from '@postakte/shared/api/shapes'
import { createContext, useContext } from 'react'
import type { ReadMail } from '../host/mail-host'
import type { ToastProps } from '../parts/toast'
import type { PlacedMail } from './file-many'
import { Signal } from './signal'

/** A record that something is put at: its name is known already. */
export interface Place {
  readonly ref: TargetRef
  readonly title: string
}
export type FollowUpPlace = Omit<Place, 'ref'> & { readonly ref: TargetRef | { readonly kind: 'mail'; readonly id: string } }

export type SnippetUse = 'draft' | 'answer'

/** What lies over the open mail. */
export type View =
  | { readonly at: 'search' | 'queue' | 'follow-ups' | 'settings' | 'outbox' }
  | { readonly at: 'contact' | 'case' | 'opportunity'; readonly id: string }
  /** `item`: key of the draft that it goes into, or of the mail that is answered with it. */
  | { readonly at: 'snippets'; readonly item: string; readonly into: SnippetUse; readonly contactId?: string; readonly caseId?: string }
  | { readonly at: 'documents'; readonly draft: string }
  | { readonly at: 'new-contact'; readonly mail: ReadMail; readonly mailId: string | null }
  | { readonly at: 'new-case' | 'new-opportunity'; readonly mail: ReadMail; readonly contact: Place | null }
  | { readonly at: 'edit-contact'; readonly id: string }
  | { readonly at: 'assign'; readonly caseId: string }
  | { readonly at: 'file-many'; readonly placed: readonly PlacedMail[]; readonly wholeThread: boolean }
  | { readonly at: 'log'; readonly kind: 'call' | 'note'; readonly places: readonly Place[] }
  | { readonly at: 'follow-up'; readonly places: readonly FollowUpPlace[] }

export interface Opened {
  readonly key: number
  readonly view: View
}

/** The user is writing there, or many mails are on their way: another mail in the program does not take it away. */
const writing: ReadonlySet<View['at']> = new Set([
  'edit-contact',
  'file-many',
  'log',
  'follow-up',
  'new-contact',
  'new-case',
  'new-opportunity',
])
const barred: ReadonlySet<View['at']> = new Set(['search', 'queue', 'follow-ups', 'settings'])

/**
 * Which screens lie over the open mail, the last one on top. Not the browser's history: mail programs take that away. What lies below
 * stays as it is, so that who comes back finds place and focus again.
 */
export class Navigation {
  readonly stack = new Signal<readonly Opened[]>([])
  /** What was done last, and how to undo it. */
  readonly notice = new Signal<ToastProps | null>(null)
  private readonly openers = new Map<number, { readonly focus: Element | null; readonly scroll: number }>()
  private count = 0
  private item: string | null = null

  constructor(first: View | null = null) {
    if (first !== null) this.open(first)
  }

  open = (view: View): void => {
    const key = ++this.count
    this.openers.set(key, { focus: document.activeElement, scroll: scrollY })
    // The places of the bar lie beside each other, never on each other.
    const below = barred.has(view.at) ? [] : this.stack.get()
    this.stack.set([...below, { key, view }])
    scrollTo?.(0, 0)
  }
  /** Focus and place as they were when it was opened. */
  back = (): void => {
    const left = this.stack.get().at(-1)
    if (!left) return
    this.stack.set(this.stack.get().slice(0, -1))
    const opener = this.openers.get(left.key)
    this.openers.delete(left.key)
    setTimeout(() => {
      if (opener?.focus instanceof HTMLElement && opener.focus.isConnected) opener.focus.focus({ preventScroll: true })
      scrollTo?.(0, opener?.scroll ?? 0)
    })
  }
  home = (): void => {
    this.stack.set([])
    this.openers.clear()
  }
  /** Another mail: what was looked at goes, what is being written stays. */
  itemChanged = (key: string | null): void => {
    if (key === this.item) return
    this.item = key
    this.notice.set(null)
    const stack = this.stack.get()
    if (stack.length > 0 && !writing.has(stack.at(-1)!.view.at)) this.home()
  }
  tell = (notice: ToastProps | null): void => this.notice.set(notice)
}

export const NavigationContext = createContext<Navigation | null>(null)

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('outside of the panel')
  return navigation
}
