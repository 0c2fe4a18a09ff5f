import type { Thunderbird } from './thunderbird'

/** The user begins a mail, as by a link to an address. */
export function beginDraft(thunderbird: Thunderbird, address: string, subject: string): Promise<void> {
  return thunderbird.chrome(
    async (to, about) => {
      const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs')
      MailServices.compose.OpenComposeWindowWithURI(null, Services.io.newURI(`mailto:${to}?subject=${encodeURIComponent(about)}`))
      await until('the draft', () => Services.wm.getMostRecentWindow('msgcompose')?.gMsgCompose?.editor?.document?.body)
    },
    address,
    subject,
  )
}

/** What stands in the draft, and the names of its files. */
export function draftNow(thunderbird: Thunderbird): Promise<{ readonly text: string; readonly files: readonly string[] }> {
  return thunderbird.chrome(() => {
    const window = Services.wm.getMostRecentWindow('msgcompose')
    const files = [...window.gAttachmentBucket.itemChildren].map((one: any) => one.attachment.name)
    return { text: window.gMsgCompose.editor.document.body.textContent, files }
  })
}

export function closeDrafts(thunderbird: Thunderbird): Promise<void> {
  return thunderbird.chrome(async () => {
    for (const window of [...Services.wm.getEnumerator('msgcompose')]) {
      window.gContentChanged = false
      window.gWindowLocked = false
      window.close()
    }
    await until('the drafts closed', () => !Services.wm.getMostRecentWindow('msgcompose'))
  })
}

/** The number under which the add-on knows a window. */
export function windowNumber(thunderbird: Thunderbird, type: 'mail:3pane' | 'msgcompose'): Promise<number> {
  return thunderbird.chrome((wanted) => {
    const { extension } = WebExtensionPolicy.getByID('postakte@postakte.example')
    return extension.windowManager.getWrapper(Services.wm.getMostRecentWindow(wanted)).id
  }, type)
}
