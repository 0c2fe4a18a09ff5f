import { button, by, make, row } from '../../pages/elements'
import { askJson } from './ask'
import { goToDetail, showDetail, showPick } from './detail'
import { guarded, showError } from './guarded'
import { markOpen, refresh } from './list'
import { heading, type Mail, sections } from './mail-sections'
import { view } from './view'
import { words } from './words'

/** Explains a mail that was dropped, chosen or pasted; it is taken in only on request. */
export async function explainDropped(mail: Blob): Promise<void> {
  view.open = null
  view.dropped = mail
  markOpen()
  showDetail(make('p', words().working, 'quiet'))
  try {
    await showPreview(mail)
  } catch (error) {
    discard()
    throw error
  }
}

async function showPreview(mail: Blob): Promise<void> {
  const explained = await askJson<Mail>('/dev/api/explain', { method: 'POST', body: mail })
  if (view.dropped !== mail) return
  const take = button(words().take, () => void guarded(() => takeIn(mail)), 'first')
  showDetail(
    ...heading(explained, words().previewVerdicts[explained.kind]),
    ...sections(explained),
    row(take, button(words().discard, discard)),
  )
  goToDetail()
}

async function takeIn(mail: Blob): Promise<void> {
  const { receipt } = await askJson<{ receipt: 'stored' | 'known' | 'left' }>('/dev/api/mails', { method: 'POST', body: mail })
  view.dropped = null
  showDetail(make('p', words().taken[receipt]))
  await refresh()
}

function discard(): void {
  view.dropped = null
  showPick()
}

export function wireDrop(): void {
  for (const kind of ['dragover', 'dragleave', 'drop']) document.addEventListener(kind, hover)
  document.addEventListener('drop', (event) => take(event.dataTransfer?.files[0]))
  document.addEventListener('paste', paste)
  const input = by<HTMLInputElement>('file')
  input.addEventListener('change', () => {
    take(input.files?.[0])
    input.value = ''
  })
}

/** The whole page takes a mail: a browser would else leave it and open the file. */
function hover(event: Event): void {
  event.preventDefault()
  by('drop').classList.toggle('over', event.type === 'dragover')
}

function take(mail: Blob | undefined): void {
  if (mail && !by('main').hidden) void guarded(() => explainDropped(mail))
}

function paste(event: ClipboardEvent): void {
  const { clipboardData, target } = event
  if (!clipboardData || target instanceof HTMLInputElement || by('main').hidden) return
  event.preventDefault()
  const text = clipboardData.getData('text/plain').trimStart()
  const mail = clipboardData.files[0] ?? (isSource(text) ? new Blob([text]) : undefined)
  if (mail) take(mail)
  else showError(new Error(words().notAMail))
}

/** Begins with a header field (RFC 5322 §2.2), or as an mbox does. */
const isSource = (text: string) => /^(?:From |[!-9;-~]+:)/.test(text)
