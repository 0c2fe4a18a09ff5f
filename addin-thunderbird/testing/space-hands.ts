import type { Thunderbird } from './thunderbird'

const id = 'postakte_postakte_example-spacesButton-postakte'

/** What stands at our button in the bar at the side. */
export const spaceBadge = (thunderbird: Thunderbird): Promise<string> =>
  thunderbird.chrome((button) => {
    const { document } = Services.wm.getMostRecentWindow('mail:3pane')
    return document.getElementById(button)?.querySelector('.spaces-badge-container')?.textContent ?? ''
  }, id)

export const openSpace = (thunderbird: Thunderbird): Promise<void> =>
  thunderbird.chrome((button) => {
    Services.wm.getMostRecentWindow('mail:3pane').document.getElementById(button).click()
  }, id)
