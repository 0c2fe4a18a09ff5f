import { escapeHtml } from '@postakte/shared/showing/escape'
import { addOnPath, ownAddOn } from './own-add-on'

/** Thunderbird installs it at its next start, and nobody can switch it off. */
export const extensionSettings = (base: string) => ({
  [ownAddOn(base).id]: { installation_mode: 'force_installed', install_url: base + addOnPath },
})

/** What lies beside Thunderbird as policies.json. The server is named once more for an add-on that came from somewhere else. */
export const policiesOf = (base: string) => ({
  policies: {
    ExtensionSettings: extensionSettings(base),
    '3rdparty': { Extensions: { [ownAddOn(base).id]: { server: base } } },
  },
})

/** The same for a Mac, as a device management takes it (org.mozilla.thunderbird). */
export const propertyListOf = (base: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${propertyList({ EnterprisePoliciesEnabled: true, ...policiesOf(base).policies })}
</plist>
`

type Listed = string | true | { readonly [name: string]: Listed }

const propertyList = (value: Listed): string =>
  value === true
    ? '<true/>'
    : typeof value === 'string'
      ? `<string>${escapeHtml(value)}</string>`
      : `<dict>\n${Object.entries(value)
          .map(([name, one]) => `<key>${escapeHtml(name)}</key>\n${propertyList(one)}`)
          .join('\n')}\n</dict>`
