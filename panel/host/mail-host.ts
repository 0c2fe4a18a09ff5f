import type { DraftNote, Lent } from '@postakte/shared/sending/note'

/** A person on a mail, as the mail program shows it. */
export interface HostPerson {
  readonly address: string
  readonly name: string
  readonly role: 'from' | 'to' | 'cc' | 'bcc'
}

/** A file on the open mail; its content comes with the mail's source. */
export interface HostAttachment {
  readonly name: string
  readonly size: number
  /** Shown in the text: a logo, a picture. */
  readonly inline: boolean
}

/** A mail that is being read. What a program cannot say is null or empty. */
export interface ReadMail {
  readonly kind: 'read'
  /** Another mail has another key; the same mail opened again may have another, too. */
  readonly key: string
  readonly messageId: string | null
  /** In-Reply-To and References, newest first. */
  readonly thread: readonly string[]
  readonly people: readonly HostPerson[]
  readonly subject: string
  /** RFC 3339. */
  readonly sentAt: string | null
  readonly attachments: readonly HostAttachment[]
  /** Address of the mailbox it lies in: a shared one, or the user's own. */
  readonly mailbox: string | null
  /** The program still has to be asked for thread, mailbox, and the time in its head; the mail comes again with them, under the same key. */
  readonly incomplete?: true
}

/** A mail that is being written. */
export interface Draft {
  readonly kind: 'draft'
  readonly key: string
  /** Message-ID of the mail that it answers. */
  readonly answers: string | null
  readonly people: readonly HostPerson[]
  readonly subject: string
  readonly mailbox: string | null
}

export type OpenItem = ReadMail | Draft

/** A mail among several that are selected in the list. */
export type SelectedMail = Omit<ReadMail, 'kind' | 'attachments' | 'thread' | 'incomplete'>

export interface MailSource {
  readonly bytes: Uint8Array
  /** 'original': as it came; 'rebuilt': put together of what the program tells, never a proof of its sender. */
  readonly how: 'original' | 'rebuilt'
}

/** What may go wrong between panel and mail program; each has its sentence in shared/texts. */
export type HostTrouble = 'host-other-mail' | 'host-no-answer' | 'host-not-offered' | 'host-refused' | 'host-too-large'

/** What a mail program can do beside the least. */
export type HostAbility = 'selected-mails' | 'draft' | 'reply' | 'mark' | 'silent-sign-in'

/** What the server is registered as at Microsoft (GET /api/sign-in-ways). */
export interface OfficeRegistration {
  readonly tenant: string
  readonly clientId: string
  readonly authority: string
  readonly scope: string
}

/** Small texts that the panel keeps between sessions: tokens, outbox, preferences. */
export interface HostStore {
  get(name: string): Promise<string | null>
  /** Null removes it. */
  set(name: string, value: string | null): Promise<void>
}

/** What a program that looks at drafts before they are sent keeps of them. */
export interface DraftKeeping {
  content(key: string): Promise<{ readonly subject: string; readonly text: string }>
  note(key: string): Promise<DraftNote>
  keep(key: string, note: DraftNote): Promise<void>
  /** Sends the draft, as the user's own click there does. Absent: the program lets nobody else do that. */
  send?(key: string): Promise<void>
  /** For what runs on sending, where it cannot read what the panel keeps; until the draft is closed. Absent: it can. */
  lend?(key: string, lent: Lent): Promise<void>
}

/**
 * A mail program, as the panel needs it. Adapters: Outlook, Thunderbird, the desk, and a fake; one contract test runs over all
 * (host/contract.ts). Everything that is done to a mail takes the `key` that the user saw: when another mail is open meanwhile it
 * rejects with 'host-other-mail' and nothing was done. Every failure is a Problem with a HostTrouble as its code.
 */
export interface MailHost {
  readonly program: 'outlook' | 'thunderbird' | 'desk'
  can(what: HostAbility): boolean
  /** Null: no mail is open. */
  current(): OpenItem | null
  /** Calls back after each change of `current`; gives a function that stops it. */
  onChange(changed: () => void): () => void
  /** The mails selected in the list, the open one among them; at once, with what the list knows of them. `onChange` tells when others are. */
  selected(): Promise<readonly SelectedMail[]>
  /** All of a selected mail, where `selected` does not tell its people; slower. */
  describe?(key: string): Promise<SelectedMail>
  /** Of the open mail, or of a selected one. */
  source(key: string): Promise<MailSource>
  /** At the caret of the draft: HTML where the draft has it, text else. */
  insert(key: string, content: { readonly html: string; readonly text: string }): Promise<void>
  attach(key: string, file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }): Promise<void>
  /** Opens a draft that answers the mail. */
  reply(key: string, how: { readonly all: boolean; readonly html: string }): Promise<void>
  /** In the program's own list: category, tag. The open mail, or a selected one. */
  mark(key: string, state: 'filed' | 'not-filed'): Promise<void>
  /** A line over the open mail, in the program; the next takes its place, null takes it away. Absent: the program has none. */
  notice?(key: string, text: string | null): Promise<void>
  /** In the user's browser, outside of the panel. */
  openPage(address: string): Promise<void>
  /** A token of the user's own account in the program for our API, where it gives one without asking; null else. */
  silentToken(registration: OfficeRegistration): Promise<string | null>
  readonly store: HostStore
  /** Absent: nothing looks at a draft when it is sent. */
  readonly drafts?: DraftKeeping | undefined
}
