import EmailReplyParser from 'email-reply-parser'
import { fenced } from './forwards/fenced'
import { quoteStart } from './quotes'

const parser = new EmailReplyParser()

/** New text of a mail without quotes, and its signature. A view only: the whole text is always kept and shown on demand. */
export function visibleReply(text: string): { readonly text: string; readonly signature: string } {
  if (text.trim() === '') return { text: '', signature: '' }
  const lines = fenced(text).split('\n')
  const own = lines.slice(0, quoteStart(lines)).join('\n')
  const fragments = parser.read(own).getFragments()
  const visible = fragments
    .filter((fragment) => !fragment.isHidden())
    .map((fragment) => fragment.getContent())
  const signature = fragments
    .filter((fragment) => fragment.isSignature())
    .map((fragment) => fragment.getContent())
  return { text: visible.join('\n').trim() || own.trim(), signature: signature.join('\n').trim() }
}
