import { mailRoutes } from '@postakte/shared/api/mails'
import type { MailHost } from '../host/mail-host'
import type { Session } from './session'

/** Lines that a signature is looked for in. */
const lastLines = 40

/** The end of the mail's own text, as the server has it or, where it lacks the mail, as the program tells it; '' when nobody can say. */
export async function signatureOf(session: Session, host: MailHost, key: string, mailId: string | null): Promise<string> {
  const text = mailId === null ? await ownText(host, key) : await textAtServer(session, mailId)
  return answerOnly(text).split('\n').slice(-lastLines).join('\n').slice(-10_000)
}

async function textAtServer(session: Session, mailId: string): Promise<string> {
  const { html } = await session.ask(mailRoutes.getMailDocument, { params: { mailId }, query: { view: 'text' } })
  return plain(html)
}

async function ownText(host: MailHost, key: string): Promise<string> {
  const [{ bytes }, { default: PostalMime }] = await Promise.all([host.source(key), import('postal-mime')])
  const { text, html } = await PostalMime.parse(bytes)
  return text ?? plain(html ?? '')
}

/** Parsed apart from the page: nothing in it runs or loads. */
function plain(html: string): string {
  const apart = new DOMParser().parseFromString(html.replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h\d)>/gi, '$&\n'), 'text/html')
  for (const one of apart.querySelectorAll('style, script, title')) one.remove()
  return apart.body.textContent ?? ''
}

/** What somebody answers to is quoted below: its signature is another's. */
function answerOnly(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const quoted = lines.findIndex(
    (line) => /^\s*(?:>|_{10,}|-{2,}\s*(?:Ursprüngliche|Original))/.test(line) || /^(?:Von|From): .+@/.test(line),
  )
  return (quoted > 0 ? lines.slice(0, quoted) : lines).join('\n').trim()
}
