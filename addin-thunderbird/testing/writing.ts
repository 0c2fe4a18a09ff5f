import type { Thunderbird } from './thunderbird'

/** The user answers the shown mail, in HTML or in plain text. */
export function answerMail(thunderbird: Thunderbird, format: 'html' | 'text'): Promise<void> {
  return thunderbird.chrome(async (how) => {
    const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs')
    MailServices.accounts.getIdentity('id1').composeHtml = how === 'html'
    const main = Services.wm.getMostRecentWindow('mail:3pane')
    main.document.getElementById('tabmail').currentAboutMessage.document.getElementById('hdrReplyButton').click()
    await until('the answer', () => {
      const window = Services.wm.getMostRecentWindow('msgcompose')
      return window?.composeEditorReady && window.gMsgCompose?.editor?.document?.body?.textContent.trim()
    })
  }, format)
}

/** Types at the caret, as on a keyboard. */
export function write(thunderbird: Thunderbird, text: string): Promise<void> {
  return thunderbird.chrome((words) => {
    Services.wm.getMostRecentWindow('msgcompose').gMsgCompose.editor.QueryInterface(Ci.nsIEditor).insertText(words)
  }, text)
}

export function addRecipient(thunderbird: Thunderbird, role: 'to' | 'cc', address: string): Promise<void> {
  return thunderbird.chrome(
    (line, one) => {
      const window = Services.wm.getMostRecentWindow('msgcompose')
      window.awAddRecipients(window.gMsgCompose.compFields, `addr_${line}`, one)
    },
    role,
    address,
  )
}

/** The button of the window; whether Postakte lets the mail go is seen afterwards. */
export function pressSend(thunderbird: Thunderbird, when: 'now' | 'later' = 'now'): Promise<void> {
  return thunderbird.chrome(async (how) => {
    const window = Services.wm.getMostRecentWindow('msgcompose')
    await until('the window free', () => !window.gWindowLocked && !window.gSendLocked)
    window.goDoCommand(how === 'now' ? 'cmd_sendNow' : 'cmd_sendLater')
  }, when)
}

/** Thunderbird sends what lies in its own outbox, as "Send Unsent Messages" does. */
export function sendUnsent(thunderbird: Thunderbird): Promise<void> {
  return thunderbird.chrome(() => {
    const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs')
    const service = Cc['@mozilla.org/messengercompose/sendlater;1'].getService(Ci.nsIMsgSendLater)
    service.sendUnsentMessages(MailServices.accounts.getIdentity('id1'))
  })
}

/** The window of the mail is gone: it is sent. */
export const isSent = (thunderbird: Thunderbird): Promise<boolean> =>
  thunderbird.chrome(() => !Services.wm.getMostRecentWindow('msgcompose'))

/** Presses our button in the window. */
export function openDraftPopup(thunderbird: Thunderbird): Promise<void> {
  return thunderbird.chrome(async () => {
    const window = Services.wm.getMostRecentWindow('msgcompose')
    const button = await until('our button', () => window.document.querySelector('[id^="postakte_postakte_example-composeAction"]'))
    button.click()
  })
}

/** As a click beside it does. */
export function closePopup(thunderbird: Thunderbird): Promise<void> {
  return thunderbird.chrome(async () => {
    const window = Services.wm.getMostRecentWindow('msgcompose')
    for (const panel of window?.document.querySelectorAll('panel[id*="webextension"], panel.cui-widget-panel, #mainPopupSet panel') ?? [])
      if (panel.state === 'open') panel.hidePopup()
    const open = () => [...(window?.document.querySelectorAll('panel') ?? [])].some((one: any) => one.state === 'open')
    await until('the popup closed', () => !open())
  })
}

/** What the list says of a mail in "Sent", in whichever account Thunderbird keeps that; null: it is not there. */
export function tagsInSent(thunderbird: Thunderbird, messageId: string): Promise<readonly string[] | null> {
  return thunderbird.chrome((id) => {
    const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs')
    const folders = MailServices.accounts.allServers
      .flatMap((one: any) => one.rootFolder.subFolders)
      .filter((one: any) => one.name === 'Sent')
    const header = folders.map((one: any) => one.msgDatabase?.getMsgHdrForMessageID(id)).find((one: any) => one)
    if (!header) return null
    const keys = header.getStringProperty('keywords').split(' ')
    const all = MailServices.tags.getAllTags().filter((one: any) => keys.includes(one.key))
    return all.map((one: any) => one.tag)
  }, messageId)
}

/** A setting of the account: what is sent lies in "Sent" afterwards. */
export function keepCopies(thunderbird: Thunderbird, keep: boolean): Promise<void> {
  return thunderbird.chrome((wanted) => {
    const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs')
    MailServices.accounts.getIdentity('id1').doFcc = wanted
  }, keep)
}

/** What Thunderbird offers for what is typed into "To". */
export function completions(thunderbird: Thunderbird, typed: string): Promise<readonly string[]> {
  return thunderbird.chrome(async (letters) => {
    const search = Cc['@mozilla.org/autocomplete/search;1?name=addrbook'].createInstance(Ci.nsIAutoCompleteSearch)
    let found: readonly string[] | null = null
    const listener = {
      onSearchResult: (_: unknown, result: any) => {
        // 4 and 3: found, and nothing found; the other states say that it goes on.
        if (result.searchResult === 4 || result.searchResult === 3)
          found = Array.from({ length: result.matchCount }, (_one, at) => result.getValueAt(at))
      },
    }
    search.startSearch(letters, JSON.stringify({ idKey: 'id1', type: 'addr_to' }), null, listener)
    return until('the answer of the address books', () => found)
  }, typed)
}
