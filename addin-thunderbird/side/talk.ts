import type { TargetRef } from '@postakte/shared/api/shapes'

/** What the script in a mail and the background say to each other: plain text and plain facts, no token, no markup. */

/** A click in the side panel, in a form that the background handed out before and carries out when it comes back. */
export type SideDeed =
  | { readonly do: 'file'; readonly target: TargetRef; readonly title: string }
  | { readonly do: 'take-away' | 'put-back'; readonly filingId: string; readonly title: string }
  | { readonly do: 'let-go'; readonly waiting: string }
  | { readonly do: 'choose'; readonly contactId: string | null }
  | { readonly do: 'log-call'; readonly title: string; readonly text: string; readonly direction: 'in' | 'out'; readonly under: TargetRef }
  | { readonly do: 'follow-up'; readonly text: string; readonly dueOn: string; readonly at: TargetRef }
  | { readonly do: 'delete-call' | 'finish-follow-up'; readonly id: string; readonly version: number }
  | { readonly do: 'collapse'; readonly collapsed: boolean }
  | { readonly do: 'again' | 'options' | 'more' }

export interface SideItem {
  readonly title: string
  readonly detail: string
  readonly deed: SideDeed
}

export interface FiledItem extends Omit<SideItem, 'deed'> {
  readonly why: string
  readonly takeAway: { readonly label: string; readonly deed: SideDeed }
}

/** A record that something can be put at. */
export interface SidePlace {
  readonly title: string
  readonly ref: TargetRef
}

export interface SideForms {
  readonly places: readonly SidePlace[]
  readonly tomorrow: string
  readonly words: Readonly<
    Record<'logCall' | 'followUp' | 'about' | 'callIn' | 'callOut' | 'text' | 'under' | 'whatToDo' | 'dueOn' | 'save' | 'close', string>
  >
}

/** All that the side panel shows of a mail. */
export interface SideView {
  /** Of the mail that it is about: comes back with each deed. */
  readonly key: string
  /** The candidate that the user chose. */
  readonly contactId: string | null
  /** The server did not answer, or something waits for it: it is asked again soon. */
  readonly away: boolean
  readonly warnings: readonly string[]
  /** Who else is here, the server that is away: they come and go by themselves, and stand at the foot, where they push nothing down. */
  readonly others: readonly string[]
  readonly who: {
    readonly name: string
    readonly lines: readonly string[]
    readonly phones: readonly { readonly text: string; readonly label: string }[]
    readonly other: { readonly label: string; readonly deed: SideDeed } | null
  } | null
  /** Something to do first: sign in, give a permission, try again. */
  readonly first: { readonly text: string; readonly label: string; readonly deed: SideDeed } | null
  readonly candidates: { readonly title: string; readonly items: readonly SideItem[] } | null
  readonly filed: { readonly title: string; readonly why: string; readonly items: readonly FiledItem[] } | null
  readonly targets: { readonly title: string; readonly items: readonly SideItem[] } | null
  readonly cases: {
    readonly title: string
    readonly empty: string
    readonly lines: readonly { readonly title: string; readonly detail: string }[]
  } | null
  readonly forms: SideForms | null
}

export interface SideFrame {
  readonly collapsed: boolean
  readonly language: 'de' | 'en'
  readonly words: Readonly<Record<'loading' | 'collapse' | 'expand' | 'more' | 'undo' | 'close' | 'noAnswer', string>>
  /** As it was shown before; null: not yet. */
  readonly view: SideView | null
}

export interface SideNotice {
  readonly text: string
  readonly undo: SideDeed | null
}

export type SideAsk =
  | { readonly side: 'frame' }
  | { readonly side: 'look'; readonly contactId: string | null }
  | { readonly side: 'do'; readonly key: string; readonly contactId: string | null; readonly deed: SideDeed }

export interface SideDone {
  readonly view: SideView | null
  readonly notice: SideNotice | null
}

/** From the background to the script: what is shown may be old; keys were pressed. */
export type SideCall =
  | { readonly side: 'look-again' | 'start-again' | 'fold' }
  /** What a key did. */
  | { readonly side: 'done'; readonly done: SideDone }
