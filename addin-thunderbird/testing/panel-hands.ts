import type { Thunderbird } from './thunderbird'

const page = 'panel.html'

/** Text of the panel in its popup. */
export const panelText = (thunderbird: Thunderbird): Promise<string> =>
  thunderbird.page(page, () => document.querySelector('#root')?.textContent ?? '')

/** Clicks the button or link with that text or name. */
export function clickPanel(thunderbird: Thunderbird, text: string): Promise<void> {
  return thunderbird.page(
    page,
    async (wanted) => {
      const button = await until(`in the panel: ${wanted}`, () =>
        [...document.querySelectorAll<HTMLElement>('button, a, [role="link"]')].find(
          (one) =>
            (one.textContent?.includes(wanted) || one.getAttribute('aria-label')?.includes(wanted)) && !(one as HTMLButtonElement).disabled,
        ),
      )
      button.click()
    },
    text,
  )
}

/** The same, without waiting for it: false where there is none now. */
export function clickIfThere(thunderbird: Thunderbird, text: string): Promise<boolean> {
  return thunderbird.page(
    page,
    (wanted) => {
      const named = (one: HTMLElement) => one.textContent?.includes(wanted) || one.getAttribute('aria-label')?.includes(wanted)
      const button = [...document.querySelectorAll<HTMLButtonElement>('button')].find((one) => named(one) && !one.disabled)
      button?.click()
      return button !== undefined
    },
    text,
  )
}

/** Chooses in the field with that label. */
export function choosePanel(thunderbird: Thunderbird, label: string, choice: string): Promise<void> {
  return thunderbird.page(
    page,
    async (field, wanted) => {
      const select = await until(`in the panel: ${field}`, () => {
        const labels = [...document.querySelectorAll('label')].filter((one) => one.textContent?.includes(field))
        return labels.map((one) => one.querySelector('select') ?? (one.control as HTMLSelectElement | null)).find((one) => one)
      })
      select.value = [...select.options].find((one) => one.text === wanted)!.value
      select.dispatchEvent(new Event('change', { bubbles: true }))
    },
    label,
    choice,
  )
}

/** The badge at the button, and what is said of it. */
export function badge(thunderbird: Thunderbird): Promise<{ readonly text: string; readonly title: string }> {
  return thunderbird.chrome(() => {
    const about = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentAboutMessage
    const button = about.document.getElementById('postakte_postakte_example-messageDisplayAction-toolbarbutton')
    return { text: button.getAttribute('badge') ?? '', title: button.getAttribute('tooltiptext') ?? button.title ?? '' }
  })
}

/** The panel in a tab of its own. */
export function openPanelTab(thunderbird: Thunderbird, asked: string): Promise<void> {
  return thunderbird.chrome(async (search) => {
    const { extension } = WebExtensionPolicy.getByID('postakte@postakte.example')
    const main = Services.wm.getMostRecentWindow('mail:3pane')
    const address = extension.baseURI.resolve(`panel.html?${search}`)
    main.openContentTab(address, 'tab', '')
    const tab = await until('the tab', () => main.document.getElementById('tabmail').getBrowserForSelectedTab())
    await until('the page', () => tab.currentURI?.spec === address)
  }, asked)
}

/** The same, 320 pixels wide and in that language. */
export async function openNarrow(thunderbird: Thunderbird, asked: string, language: 'de' | 'en'): Promise<void> {
  await openPanelTab(thunderbird, asked)
  await thunderbird.chrome(() => {
    const tabs = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail')
    tabs.getBrowserForSelectedTab().style.maxWidth = '320px'
  })
  await thunderbird.page(
    asked,
    async (wanted) => {
      await until('the panel', () => document.querySelector('#root')?.textContent)
      await (window as any).browser.storage.local.set({ 'panel.language': wanted })
      location.reload()
    },
    language,
  )
}
