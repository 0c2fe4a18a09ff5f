/**
 * Thunderbird's own namespaces, as far as the add-on uses them, in Manifest V3 (ESR 140 and later). What other programs have, too
 * (storage, runtime, permissions, alarms …), comes typed from webextension-polyfill.
 */
declare namespace Messenger {
  interface Tab {
    readonly id: number
    readonly windowId: number
    readonly active: boolean
    readonly type: 'mail' | 'messageDisplay' | 'messageCompose' | 'content' | 'special'
  }
  interface MailFolder {
    readonly id: string
    readonly accountId: string
    /** 'sent', 'outbox', 'trash' … */
    readonly specialUse?: readonly string[]
  }
  /** `id` is good until Thunderbird ends; `subject` lacks the first "Re:". */
  interface MessageHeader {
    readonly id: number
    readonly author: string
    readonly recipients: readonly string[]
    readonly ccList: readonly string[]
    readonly bccList: readonly string[]
    readonly subject: string
    readonly date: Date
    readonly headerMessageId: string
    readonly tags: readonly string[]
    readonly folder?: MailFolder
  }
  interface MessageList {
    readonly id: string | null
    readonly messages: readonly MessageHeader[]
  }
  type Headers = Readonly<Record<string, readonly string[]>>
  interface Attachment {
    readonly name: string
    readonly size: number
    readonly contentDisposition: string
  }
  interface ComposeDetails {
    readonly type: 'draft' | 'new' | 'redirect' | 'reply' | 'forward'
    readonly relatedMessageId?: number
    readonly identityId: string
    readonly from: unknown
    readonly isPlainText: boolean
    readonly to: string | readonly string[]
    readonly cc: string | readonly string[]
    readonly bcc: string | readonly string[]
    readonly subject: string
    readonly body: string
    readonly plainTextBody: string
  }
  /** Empty: the mail goes as it is. */
  interface SendVerdict {
    readonly cancel?: boolean
    readonly details?: { readonly subject: string }
  }
  interface Sent {
    readonly mode: 'sendNow' | 'sendLater'
    /** Copies that were kept of it. */
    readonly messages: readonly MessageHeader[]
    /** Only of what was sent at once. */
    readonly headerMessageId?: string
    readonly error?: string
  }
  interface Event<Listener extends (...given: never[]) => unknown> {
    addListener(listener: Listener): void
    removeListener(listener: Listener): void
  }
  interface RegisteredScript {
    readonly id: string
    readonly js: readonly string[]
    readonly runAt: 'document_end'
  }
  type Injection = { readonly target: { readonly tabId: number } } & (
    | { readonly files: readonly string[] }
    | { readonly func: (...given: never[]) => unknown; readonly args: readonly unknown[] }
  )
  interface SpaceButton {
    readonly title?: string
    readonly defaultIcons?: Readonly<Record<number, string>>
    readonly badgeText?: string
    readonly badgeBackgroundColor?: string
  }
  interface MenuClick {
    readonly menuItemId: string
    readonly selectedMessages?: MessageList
  }
}

declare const messenger: {
  readonly addressBooks: {
    readonly provider: {
      readonly onSearchRequest: {
        addListener(
          search: (
            node: unknown,
            typed: string | undefined,
          ) => Promise<{ readonly results: readonly string[]; readonly isCompleteResult: boolean }>,
          book: { readonly addressBookName: string; readonly id: string; readonly isSecure: boolean },
        ): void
      }
    }
  }
  readonly accounts: {
    get(id: string): Promise<{ readonly identities: readonly { readonly id: string; readonly email: string }[] } | null>
  }
  readonly compose: {
    beginReply(
      messageId: number,
      how: 'replyToSender' | 'replyToAll',
      details?: { readonly body?: string; readonly isPlainText?: boolean },
    ): Promise<Messenger.Tab>
    getComposeDetails(tabId: number): Promise<Messenger.ComposeDetails>
    listAttachments(tabId: number): Promise<readonly { readonly name: string }[]>
    sendMessage(tabId: number): Promise<unknown>
    addAttachment(tabId: number, attachment: { readonly file: File }): Promise<unknown>
    readonly onComposeStateChanged: Messenger.Event<(tab: Messenger.Tab) => void>
    readonly onBeforeSend: Messenger.Event<(tab: Messenger.Tab, details: Messenger.ComposeDetails) => Promise<Messenger.SendVerdict>>
    readonly onAfterSend: Messenger.Event<(tab: Messenger.Tab, sent: Messenger.Sent) => void>
  }
  readonly composeAction: { openPopup(at: { readonly windowId: number }): Promise<boolean> }
  readonly identities: { get(id: string): Promise<{ readonly email: string } | null> }
  readonly mailTabs: {
    get(tabId: number): Promise<{ readonly messagePaneVisible: boolean }>
    getSelectedMessages(tabId: number): Promise<Messenger.MessageList>
    readonly onSelectedMessagesChanged: Messenger.Event<(tab: Messenger.Tab, list: Messenger.MessageList) => void>
  }
  readonly menus: {
    create(item: {
      readonly id: string
      readonly title: string
      readonly contexts: readonly ('message_list' | 'message_display_action')[]
    }): void
    removeAll(): Promise<void>
    readonly onClicked: Messenger.Event<(click: Messenger.MenuClick, tab?: Messenger.Tab) => void>
  }
  readonly messageDisplay: {
    getDisplayedMessages(tabId: number): Promise<Messenger.MessageList>
    readonly onMessagesDisplayed: Messenger.Event<(tab: Messenger.Tab, list: Messenger.MessageList) => void>
  }
  readonly messageDisplayAction: {
    setBadgeText(badge: { readonly tabId: number; readonly text: string }): Promise<void>
    setBadgeBackgroundColor(badge: { readonly tabId: number; readonly color: string }): Promise<void>
    setTitle(title: { readonly tabId: number; readonly title: string }): Promise<void>
    openPopup(at?: { readonly windowId: number }): Promise<boolean>
  }
  readonly messages: {
    get(id: number): Promise<Messenger.MessageHeader>
    /** Since ESR 153; before that, getFull knows them, too. */
    getHeaders?(id: number): Promise<Messenger.Headers>
    getFull(id: number): Promise<{ readonly headers: Messenger.Headers }>
    getRaw(id: number): Promise<File>
    listAttachments(id: number): Promise<readonly Messenger.Attachment[]>
    query(wanted: { readonly headerMessageId: string }): Promise<Messenger.MessageList>
    continueList(listId: string): Promise<Messenger.MessageList>
    update(id: number, change: { readonly tags: readonly string[] }): Promise<void>
    readonly tags: {
      list(): Promise<readonly { readonly key: string; readonly tag: string }[]>
      create(key: string, tag: string, colour: string): Promise<void>
    }
  }
  readonly messengerUtilities: {
    parseMailboxString(text: string): Promise<readonly { readonly name?: string; readonly email?: string }[]>
  }
  readonly scripting: {
    executeScript(injection: Messenger.Injection): Promise<readonly { readonly result?: unknown; readonly error?: unknown }[]>
    readonly messageDisplay: {
      getRegisteredScripts(): Promise<readonly { readonly id: string }[]>
      registerScripts(scripts: readonly Messenger.RegisteredScript[]): Promise<void>
    }
  }
  readonly spaces: {
    query(wanted: { readonly isSelfOwned: true }): Promise<readonly { readonly id: number }[]>
    create(name: string, page: string, button: Messenger.SpaceButton): Promise<unknown>
    update(id: number, button: Messenger.SpaceButton): Promise<void>
  }
  readonly tabs: {
    get(id: number): Promise<Messenger.Tab>
    query(wanted: {
      readonly active?: boolean
      readonly currentWindow?: boolean
      readonly windowId?: number
      readonly type?: Messenger.Tab['type'] | readonly Messenger.Tab['type'][]
    }): Promise<readonly Messenger.Tab[]>
    sendMessage(tabId: number, message: unknown): Promise<unknown>
    readonly onActivated: Messenger.Event<(active: { readonly tabId: number; readonly windowId: number }) => void>
    readonly onRemoved: Messenger.Event<(tabId: number) => void>
  }
  readonly windows: {
    create(window: {
      readonly type: 'popup'
      readonly url: string
      readonly width: number
      readonly height: number
    }): Promise<{ readonly id: number }>
    openDefaultBrowser(url: string): Promise<void>
    readonly onRemoved: Messenger.Event<(windowId: number) => void>
  }
}
