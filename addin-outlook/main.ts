import { startPanel } from '@postakte/panel/app/start-panel'
import type { Language } from '@postakte/shared/texts/texts'
import { storedEarly } from './host/office-store'
import { OutlookHost } from './host/outlook-host'

/** The panel stands without Outlook after that: it can sign in, and says that no mail is open. */
const startPatience = 10_000

const host = new OutlookHost()
const root = document.getElementById('root')!
const language = languageOf(storedEarly('language') ?? languageInAddress() ?? navigator.language)
document.documentElement.lang = language

await Promise.race([officeReady(), new Promise((resolve) => setTimeout(resolve, startPatience))])
const parts = await startPanel(host, root, { base: location.origin, language })
parts.language.watch(() => {
  document.documentElement.lang = parts.language.get()
})
const preferred = await host.store.get('language')
if (preferred !== null) parts.language.set(languageOf(preferred))

async function officeReady(): Promise<void> {
  // Outlook's own script may be kept away by a network; then nothing of it is here.
  if (typeof Office === 'undefined') return
  await Office.onReady()
  if (Office.context?.mailbox) await host.start()
}

/** Outlook opens the pane with '_host_Info=Outlook$Web$16.01$de-DE$…': its language, before its script is there. */
function languageInAddress(): string | null {
  const info = new URLSearchParams(location.search).get('_host_Info')
  return info?.split('$')[3] ?? null
}

function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('de') ? 'de' : 'en'
}
