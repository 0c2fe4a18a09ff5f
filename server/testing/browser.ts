import { type Browser, chromium } from 'playwright-core'
import { browserPath } from './components'

/** What pages are looked at with. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath()!, args: ['--no-sandbox', '--disable-gpu'] })
