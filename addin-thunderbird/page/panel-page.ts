import { panelParts, startPanel } from '@postakte/panel/app/start-panel'
import browser from 'webextension-polyfill'
import { BackgroundOutbox } from '../host/background-outbox'
import { readyToWork } from '../host/ready'
import { readSettings } from '../host/settings'
import { prefix } from '../host/store'
import { ThunderbirdHost } from '../host/thunderbird-host'

/**
 * The whole panel: in the popup of its button, in a window beside that follows another one (`?window=`) or is about certain mails of the
 * list (`?mails=`), or in a tab of its own that follows none (`?place=queue`).
 */
const asked = new URLSearchParams(location.search)
const followed = asked.get('window')
const first = asked.get('place') === 'queue' ? ({ at: 'queue' } as const) : null
const mails = asked.get('mails')?.split(',').map(Number) ?? null
document.documentElement.classList.toggle('companion', followed !== null || first !== null || mails !== null)

// The window of a draft goes when it is sent.
messenger.windows.onRemoved.addListener((windowId) => {
  if (String(windowId) === followed) window.close()
})

const { server, language } = await readSettings()
if (server === null || !(await readyToWork(server))) {
  // A popup closes as soon as the browser opens for a sign-in; the options page stays.
  await browser.runtime.openOptionsPage()
  window.close()
} else {
  document.documentElement.lang = language
  const host = new ThunderbirdHost()
  if (mails !== null) await host.keepTo(mails)
  else if (first === null) await host.follow(followed === null ? null : Number(followed))
  const made = panelParts(host, { base: server, language })
  const parts = { ...made, outbox: new BackgroundOutbox(made.session) }
  await startPanel(host, document.getElementById('root')!, { base: server, language, ...(first ? { first } : {}) }, parts)
  parts.session.state.watch(() => parts.session.state.get() !== 'signed-in' && void signInElsewhere())
  parts.language.watch(() => {
    document.documentElement.lang = parts.language.get()
  })
}

/** The options page offers every way to sign in, and stays when a window or the browser opens for it. */
async function signInElsewhere(): Promise<void> {
  browser.storage.onChanged.addListener((changes) => {
    if (changes[`${prefix}tokens`]?.newValue !== undefined) location.reload()
  })
  await browser.runtime.openOptionsPage()
}
