import type { Thunderbird } from './thunderbird'

/** Opens a folder of the account, and waits until it has that many mails. */
export function openFolder(thunderbird: Thunderbird, name: string, least: number): Promise<void> {
  return thunderbird.chrome(
    async (folderName, count) => {
      const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs')
      const window = await until('the main window', () => Services.wm.getMostRecentWindow('mail:3pane'))
      const pane = await until('the three panes', () => {
        const shown = window.document.getElementById('tabmail')?.currentAbout3Pane
        return shown?.document.readyState === 'complete' && shown.displayFolder && shown
      })
      const server = MailServices.accounts.allServers.find((one: any) => one.type === 'imap')
      server.performExpand(null)
      const folder = await until(folderName, () =>
        server.rootFolder.subFolders.find(
          (one: any) => one.name.toLowerCase() === folderName.toLowerCase() || one.URI.endsWith(`/${folderName}`),
        ),
      )
      // At its start Thunderbird opens a folder of its own choice, whenever it comes to it: ours is opened again then, here and before a mail is selected.
      pane.openOurFolder = () => {
        if (pane.gViewWrapper?.displayedFolder?.URI === folder.URI && pane.gDBView) return true
        pane.displayFolder(folder.URI)
        return false
      }
      await until('the view', pane.openOurFolder)
      folder.updateFolder(null)
      await until('the mails', () => pane.openOurFolder() && folder.getTotalMessages(false) >= count && pane.gDBView.rowCount >= 1)
    },
    name,
    least,
  )
}

/** Selects a mail in the list; resolves when it is shown. */
export function selectMail(thunderbird: Thunderbird, messageId: string, wait = true): Promise<void> {
  return thunderbird.chrome(
    async (id, isWaiting) => {
      const window = Services.wm.getMostRecentWindow('mail:3pane')
      const pane = window.document.getElementById('tabmail').currentAbout3Pane
      const header = await until(`the mail ${id}`, () => {
        if (!pane.openOurFolder()) return null
        pane.gDBView.msgFolder.updateFolder(null)
        return pane.gDBView.msgFolder.msgDatabase.getMsgHdrForMessageID(id)
      })
      const select = () => {
        if (!pane.openOurFolder()) return false
        const line = pane.gDBView.findIndexOfMsgHdr(header, true)
        if (line >= 0 && pane.threadTree.selectedIndex !== line) pane.threadTree.selectedIndex = line
        return line >= 0
      }
      await until('its line', select)
      if (!isWaiting) return
      let looks = 0
      await until('the mail shown', () => {
        // A line that was selected while the pane was still being made shows nothing.
        if (++looks % 80 === 0) pane.threadTree.selectedIndex = -1
        if (!select()) return false
        const shown = pane.messageBrowser.contentWindow
        return shown.gMessage?.messageId === id && shown.msgLoaded
      })
    },
    messageId,
    wait,
  )
}

/** As F8 does: the pane beside the list that shows the selected mail, or none. */
export function showMails(thunderbird: Thunderbird, shown: boolean): Promise<void> {
  return thunderbird.chrome((wanted) => {
    const pane = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentAbout3Pane
    pane.paneLayout.messagePaneVisible = wanted
  }, shown)
}

/** What the list knows of a mail. */
export function tagsOf(thunderbird: Thunderbird, messageId: string): Promise<readonly string[]> {
  return thunderbird.chrome((id) => {
    const pane = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentAbout3Pane
    const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs')
    const header = pane.gDBView.msgFolder.msgDatabase.getMsgHdrForMessageID(id)
    const keys = header.getStringProperty('keywords').split(' ')
    return MailServices.tags
      .getAllTags()
      .filter((one: any) => keys.includes(one.key))
      .map((one: any) => one.tag)
  }, messageId)
}

/** Back to the first tab, where the list is; others are closed. */
export function backToMail(thunderbird: Thunderbird): Promise<void> {
  return thunderbird.chrome(() => {
    const tabs = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail')
    for (const tab of tabs.tabInfo.slice(1)) tabs.closeTab(tab)
    tabs.switchToTab(0)
  })
}

/** Opens an answer to the shown mail, and gives what stands in it; closes it again. */
export function textOfReply(thunderbird: Thunderbird): Promise<string> {
  return thunderbird.chrome(async () => {
    const main = Services.wm.getMostRecentWindow('mail:3pane')
    main.document.getElementById('tabmail').currentAboutMessage.document.getElementById('hdrReplyButton').click()
    const window = await until('the answer', () => {
      const found = Services.wm.getMostRecentWindow('msgcompose')
      return found?.gMsgCompose?.editor?.document?.body?.textContent.trim() && found
    })
    const { innerHTML } = window.gMsgCompose.editor.document.documentElement
    window.gContentChanged = false
    window.gWindowLocked = false
    window.close()
    await until('the answer closed', () => window.closed)
    return innerHTML
  })
}

/** Selects all that can be selected in the shown mail, as Ctrl+A does. */
export function selectAllText(thunderbird: Thunderbird): Promise<string> {
  return thunderbird.chrome(() => {
    const pane = Services.wm
      .getMostRecentWindow('mail:3pane')
      .document.getElementById('tabmail')
      .currentAboutMessage.getMessagePaneBrowser()
    const window = pane.contentWindow
    window.focus()
    pane.docShell.doCommand('cmd_selectAll')
    return window.getSelection().toString()
  })
}

/** No mail is selected. */
export function selectNothing(thunderbird: Thunderbird): Promise<void> {
  return thunderbird.chrome(() => {
    Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentAbout3Pane.threadTree.selectedIndex = -1
  })
}

/** Selects several mails in the list. */
export function selectMails(thunderbird: Thunderbird, messageIds: readonly string[]): Promise<void> {
  return thunderbird.chrome((ids) => {
    const pane = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentAbout3Pane
    const { gDBView: view } = pane
    pane.threadTree.selectedIndices = ids.map((id) => view.findIndexOfMsgHdr(view.msgFolder.msgDatabase.getMsgHdrForMessageID(id), true))
  }, messageIds)
}

/** Chooses an entry of ours in the list's menu. */
export function chooseInList(thunderbird: Thunderbird, item: string): Promise<void> {
  return thunderbird.chrome(async (id) => {
    const pane = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentAbout3Pane
    const menu = pane.document.getElementById('mailContext')
    const row = pane.threadTree.getRowAtIndex(pane.threadTree.selectedIndices[0])
    const { x, y, width, height } = row.getBoundingClientRect()
    const at = { clientX: x + width / 2, clientY: y + height / 2, button: 2, bubbles: true }
    row.dispatchEvent(new pane.MouseEvent('contextmenu', at))
    await until('the menu', () => menu.state === 'open')
    const entry = await until(id, () => menu.querySelector(`[id$="menuitem-_${id}"]`))
    menu.activateItem(entry)
    await until('the menu closed', () => menu.state === 'closed')
  }, item)
}

/** Presses Alt, Shift and a letter, as on a keyboard. */
export function pressAltShift(thunderbird: Thunderbird, letter: string): Promise<void> {
  return thunderbird.chrome((pressed) => {
    const window = Services.wm.getMostRecentWindow('mail:3pane')
    const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor)
    if (!keyboard.beginInputTransactionForTests(window)) throw new Error('somebody else types')
    const key = (name: string, code: string, keyCode: number) => new window.KeyboardEvent('', { key: name, code, keyCode })
    const all = [key('Alt', 'AltLeft', 18), key('Shift', 'ShiftLeft', 16), key(pressed, `Key${pressed}`, pressed.charCodeAt(0))]
    for (const one of all) keyboard.keydown(one)
    for (const one of all.toReversed()) keyboard.keyup(one)
  }, letter)
}

/** As Thunderbird does after half a minute of rest: the background ends, in the middle of whatever it does. */
export function putToSleep(thunderbird: Thunderbird): Promise<void> {
  return thunderbird.chrome(async () => {
    const { extension } = WebExtensionPolicy.getByID('postakte@postakte.example')
    await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })
    await until('asleep', () => extension.backgroundState === 'stopped')
  })
}

/**
 * What Thunderbird's console has against the add-on: errors in its scripts and pages, rules of safety that it broke. A mail that is left
 * while its side panel asks is none.
 */
export function complaints(thunderbird: Thunderbird): Promise<readonly string[]> {
  return thunderbird.chrome(() =>
    Services.console
      .getMessageArray()
      .filter((one: any) => one instanceof Ci.nsIScriptError && `${one.sourceName} ${one.errorMessage}`.includes('moz-extension:'))
      // An answer for a mail that was left meanwhile: Thunderbird drops it, and notes that.
      .filter((one: any) => !/after context unloaded|while context is inactive/.test(one.errorMessage))
      .map((one: any) => `${one.errorMessage} (${one.sourceName.replace(/.*\//, '')}:${one.lineNumber})`),
  )
}

/** The notice that is shown at the edge of the screen. */
export function noticeText(thunderbird: Thunderbird): Promise<string> {
  return thunderbird.chrome(() => Services.wm.getMostRecentWindow('alert:alert')?.document.documentElement.textContent ?? '')
}
