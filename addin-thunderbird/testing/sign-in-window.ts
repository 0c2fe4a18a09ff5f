import type { Thunderbird } from './thunderbird'

/** The window of Thunderbird's own in which a company's sign-in service shows its pages: how many are open. */
export const signInWindows = (thunderbird: Thunderbird): Promise<number> =>
  thunderbird.chrome(
    () => [...Services.wm.getEnumerator(null)].filter((one: any) => one.location.href.endsWith('/extensionPopup.xhtml')).length,
  )

/** The user closes it. */
export const closeSignInWindow = (thunderbird: Thunderbird): Promise<void> =>
  thunderbird.chrome(() => {
    for (const one of Services.wm.getEnumerator(null)) if (one.location.href.endsWith('/extensionPopup.xhtml')) one.close()
  })
