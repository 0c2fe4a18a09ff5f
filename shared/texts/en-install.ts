import type { deInstall } from './de-install'
import { enInstallThunderbird } from './en-install-thunderbird'
import type { Same } from './same'

export const enInstall: Same<typeof deInstall> = {
  title: 'Install',
  otherLanguage: 'Deutsch',
  lead: 'Postakte sits beside the open mail. Choose your mail program.',
  programs: {
    outlook: { name: 'Outlook', what: 'Microsoft 365 and Exchange: in the browser, new and classic Outlook for Windows, Mac.' },
    thunderbird: { name: 'Thunderbird', what: 'From version 140 on, on Windows, Mac and Linux.' },
  },
  thunderbird: enInstallThunderbird,
  outlook: {
    title: 'Postakte in Outlook',
    lead: 'An administrator rolls the add-in out once for everybody. Whoever wants to try it before sets it up for themselves.',
    menus: 'Microsoft renames its menus now and then; the way stays the same.',
    notReady: {
      heading: 'Outlook cannot load the add-in like this yet',
      because:
        'The address of this installation is {base}. Outlook only loads what begins with https://; it would refuse a manifest for this one.',
      steps: [
        'Put a proxy before the server, with a certificate that the users’ computers trust.',
        'Set {url} to the address at which users reach it, such as {example}, with no path behind it, and {proxies} to the address of the proxy.',
        'Restart the server and load this page again: then the manifest is here.',
      ],
    },
    ready: 'This installation is ready: Outlook loads the add-in from {base}.',
    onlyHere: 'The address {base} means this computer only. That will do for a try, but not for a roll-out.',
    onlyInside:
      'The address {base} probably exists in your own network only. The add-in works there; but Microsoft cannot fetch the manifest from it. Upload it as a file everywhere.',
    elsewhere:
      'You see this page at {here}, but the add-in will be loaded from {base}. If that address is wrong, set {url} and restart the server.',
    manifest: {
      heading: 'The manifest',
      download: 'Download the manifest',
      address: 'As an address to enter: {manifest}',
      version: 'Version {version}, id {id}. The id stays with this installation; the version rises when the manifest changes.',
    },
    everyone: {
      heading: 'For everybody, with Microsoft 365',
      needs: 'You need the role Exchange Administrator or Global Administrator; the mailboxes are in Exchange Online.',
      steps: [
        'Open {admin} and there “Settings”, “Integrated apps”.',
        'Choose “Upload custom apps” and the app type “Office Add-in”.',
        'Choose “Provide link to manifest file”, enter {manifest} and click “Validate”. If Microsoft cannot reach your server, upload the downloaded file “from device”.',
        'Say who gets it: “Just me” or a small group at first, “Entire organization” later. Groups within groups do not count.',
        'Accept the permission “Read and write mailbox”. With it Postakte marks filed mails with a category, and reads several selected ones at once.',
        'Click “Finish deployment”. Until it appears everywhere, minutes to 24 hours go by; the classic Outlook needs a restart for it.',
      ],
      later:
        'The panel itself is updated with the server. Only when the version above is higher than the one in the admin center, give the manifest there once more; until all have it, up to 72 hours go by.',
    },
    onPremises: {
      heading: 'For everybody, with an Exchange server of your own',
      needs: 'For Exchange 2016, 2019 and SE. The Exchange server and the users’ computers must reach {base}.',
      steps: [
        'Set {origins} to the address of your Outlook in the browser, such as {example}, and restart Postakte: only then the panel is shown there.',
        'Open the Exchange admin center (/ecp) and there “Organization”, “Add-ins”, “+”, “Add from URL” with {manifest} or “Add from file”.',
        'Open the new entry, make the add-in available to users, and choose whether it is on and whether they may switch it off.',
      ],
      shell: 'Or in the Exchange Management Shell:',
      less: 'The panel does not stay pinned there, and Outlook gives less: mails are put together from their parts.',
    },
    oneself: {
      heading: 'For yourself alone',
      needs: 'For Outlook in the browser, the new and the classic Outlook for Windows, and for the Mac: the add-in belongs to the mailbox.',
      steps: [
        'Download the manifest above.',
        'Open {sideload}. Outlook in the browser comes up, and after some seconds the window “Add-Ins for Outlook”. In the classic Outlook “File”, “Info”, “Manage Add-ins” leads there, too.',
        'Choose “My add-ins”, then at the very bottom, below “Custom Addins”, “Add a custom add-in” and “Add from File”.',
        'Choose {file} and confirm.',
        'Reload Outlook. In the classic Outlook it may take up to 24 hours until the button appears.',
      ],
    },
    first: {
      heading: 'For the first time',
      steps: [
        'Open a mail and click “Postakte”: in the ribbon, and in the new Outlook and in the browser below “Apps” at the mail.',
        'Click “Sign in with the browser”, sign in, and confirm the code that the panel shows.',
        'Pin the panel: it then follows the mail that you open.',
      ],
    },
    wrong: {
      heading: 'When something goes wrong',
      list: [
        [
          'The manifest is refused.',
          'Upload it as a file instead of by the link. If that is refused, too, a newer version is there already in most cases: compare id and version.',
        ],
        [
          '“Add a custom add-in” is missing.',
          'The administrator has switched it off: in the Exchange admin center the role assignment policy lacks the role “My Custom Apps”.',
        ],
        [
          'The button does not appear.',
          'Wait for the 24 hours and restart Outlook. Outlook shows no add-ins at bounce messages, in group mailboxes and at mails that were opened as a file; there is no Postakte on the phone.',
        ],
        [
          'The panel stays empty.',
          'Open {pane} in the browser of the same computer. If there is a warning of the certificate, the computer does not trust it; if nothing comes, it does not reach the server. {office} must be within reach, too.',
        ],
      ],
    },
  },
}
