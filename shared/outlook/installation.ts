import { Problem } from '../model/problem'

export interface Installation {
  /** Address of the server as browsers reach it: https, no slash at the end. */
  readonly base: string
  /** A GUID of this installation's own: two servers' add-ins may stand side by side in one Outlook. */
  readonly id: string
  /** Rises with each change: Outlook takes a changed manifest only with a higher version. */
  readonly revision: number
}

/** What the template at the root of the project says in their place. */
export const templateInstallation: Installation = {
  base: 'https://postakte.example',
  id: '6f0a1c52-8f0e-4b6b-9d0e-2a7c5e4d1b90',
  revision: 0,
}

/** The manifest that an installation hands out. */
export function manifestFor(template: string, { base, id, revision }: Installation): string {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) throw new Problem('manifest-id', { id })
  return template
    .replace(/<!--.*?-->\n/s, '')
    .replaceAll(templateInstallation.base, escaped(baseOf(base)))
    .replace(templateInstallation.id, id)
    .replace(/<Version>(\d+)\.(\d+)\.\d+\.\d+</, `<Version>$1.$2.${revision}.0<`)
}

/** As the manifest says it. */
export const versionOf = (manifest: string): string => /<Version>([\d.]+)</.exec(manifest)![1]!

/** Outlook refuses what does not come by https, and domains that name a path. */
function baseOf(base: string): string {
  const url = URL.canParse(base) ? new URL(base) : null
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new Problem('manifest-base', { base })
  return url.origin
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
