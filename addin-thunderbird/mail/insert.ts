import { Problem } from '@postakte/shared/model/problem'

/** At the caret of a draft, so that Ctrl+Z takes it back: HTML where the draft has it, text else. */
export async function insertAtCaret(tabId: number, { html, text }: { readonly html: string; readonly text: string }): Promise<void> {
  const { isPlainText } = await messenger.compose.getComposeDetails(tabId)
  const [done] = await messenger.scripting.executeScript({
    target: { tabId },
    func: (command: string, content: string) => document.execCommand(command, false, content),
    args: isPlainText ? ['insertText', text] : ['insertHTML', html],
  })
  if (done?.result !== true) throw new Problem('host-refused')
}
