import type { deInstallThunderbird } from './de-install-thunderbird'
import type { Same } from './same'

export const enInstallThunderbird: Same<typeof deInstallThunderbird> = {
  title: 'Postakte in Thunderbird',
  lead: 'An administrator rolls the add-on out once for everybody; after that each user only signs in. Whoever wants to try it before installs it from the file.',
  notReady: {
    heading: 'Thunderbird cannot use the add-on like this yet',
    because:
      'The address of this installation is {base}. The add-on sends mails only to addresses that begin with https://, or to the same machine.',
    steps: [
      'Put a proxy before the server, with a certificate that the users’ computers trust.',
      'Set {url} to the address at which users reach it, such as {example}, with no path behind it, and {proxies} to the address of the proxy.',
      'Restart the server and load this page again: then the add-on is here.',
    ],
  },
  ready: 'This installation is ready: the add-on speaks with {base}.',
  onlyHere: 'The address {base} means this computer only. That will do for a try, but not for a roll-out.',
  onlyInside:
    'The address {base} probably exists in your own network only. Outside of it the add-on only shows that it does not reach the server.',
  elsewhere: 'You see this page at {here}, but the add-on speaks with {base}. If that address is wrong, set {url} and restart the server.',
  addOn: {
    heading: 'The add-on',
    download: 'Download the add-on',
    about:
      'Version {version}, for Thunderbird {from} and later, on Windows, Mac and Linux. It knows this server already and may reach no other.',
    libraries: 'What of it is by others, with the licences: {vendor}',
  },
  everyone: {
    heading: 'For everybody: a policy of the company',
    download: 'Download policies.json',
    needs:
      'With this file each Thunderbird installs the add-on from {addOn} at its next start, without asking; it cannot be switched off there. If there is a {file} already, copy both entries into it.',
    places: [
      ['Windows', 'Put it into the folder {windows}, which you create beside thunderbird.exe.'],
      [
        'Windows, as a group policy',
        'With the templates of {templates}: Computer Configuration, Administrative Templates, Mozilla, Thunderbird, “Extension Management”. Its value is this line:',
      ],
      [
        'Mac',
        'Put it into the folder {mac}. If you manage the devices, roll out {plist} instead, as the settings of org.mozilla.thunderbird.',
      ],
      ['Linux', 'Put it at {linux}.'],
    ],
    check:
      'Whether it was read stands in Thunderbird below “Help”, “Troubleshooting Information”, “Enterprise Policies”. The request goes to {addOn}: if Thunderbird does not trust the certificate there, for example because an authority of the company issued it, the add-on does not come. Then the entry {certificates} in the same file helps; after that the add-on may come at the second start only.',
  },
  oneself: {
    heading: 'For yourself alone',
    steps: [
      'Download the add-on above.',
      'Open “Add-ons and Themes” in Thunderbird and drag the file {file} onto the page. Or choose “Install Add-on From File…” there, behind the gear.',
      'Thunderbird shows what the add-on may do. Click “Add”.',
    ],
  },
  first: {
    heading: 'For the first time',
    steps: [
      'Open a mail: Postakte stands to the right of it and asks you to sign in.',
      'Click “Sign in”. The page that opens says what is sent to the server, and when.',
      'Click “Sign in with the browser”, sign in there, and confirm the code. Back in Thunderbird, who writes stands beside the mail.',
    ],
  },
  updates: {
    heading: 'New versions',
    byItself:
      'Thunderbird asks {updates} once a day and fetches a new version by itself; it comes with the update of the server. You need not roll out anything any more.',
    none: 'From an address without https:// Thunderbird takes no new versions: after an update of the server, install the add-on from the file once more.',
    site: 'The add-on has the same id here as on Thunderbird’s add-on site, {id}: there is only one of the two in a Thunderbird, the one that was installed last. Only the one from here knows this server by itself.',
  },
  wrong: {
    heading: 'When something goes wrong',
    list: [
      [
        'The add-on does not appear.',
        'Open {addOn} in the browser of the same computer. If there is a warning of the certificate, Thunderbird does not trust the address either; if nothing comes, the computer does not reach the server. After that, start Thunderbird anew.',
      ],
      ['“Add-on is not compatible”', 'This Thunderbird is older than {from}. Update it.'],
      ['Firefox says that the add-on is corrupt.', 'The file is for Thunderbird. Save it by the right mouse button and “Save Link As…”.'],
      [
        'Beside the mail it says “Postakte may not reach your server yet”.',
        'The add-on comes from somewhere else, or the policy names another address. Click “Set up” and allow the access, or install the add-on from here.',
      ],
      [
        'Beside the mail it says “The server cannot be reached”.',
        'Open {base} in the browser. What you file meanwhile is sent as soon as it is back.',
      ],
    ],
  },
}
