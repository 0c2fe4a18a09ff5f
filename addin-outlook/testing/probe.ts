import { OutlookHost } from '../host/outlook-host'

/** The adapter alone in the pane, for the contract test: handled from outside through `window.probe`. */
const host = new OutlookHost()
host.onChange(() => (window as any).probeChanged(host.current()))
Office.onReady().then(async () => {
  await host.start()
  ;(window as any).probe = host
})
