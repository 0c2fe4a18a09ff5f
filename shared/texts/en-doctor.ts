import type { deDoctor } from './de-doctor'
import type { Same } from './same'

export const enDoctor: Same<typeof deDoctor> = {
  areas: {
    database: 'Database',
    sender: 'Who we are, and whether senders are checked',
    mailboxes: 'Mailboxes',
    people: 'Sign-in',
    work: 'Work',
    address: 'Address',
  },
  findings: {
    'database-version': 'PostgreSQL {version}',
    'database-old': 'PostgreSQL {version} is too old: 15 or later is needed.',
    'database-encoding': 'The database was made in {encoding}. Make it anew with ENCODING ‘UTF8’.',
    'database-careless':
      'PostgreSQL is set to: {settings}. After a power cut or a failing disk mails would be missing. Set the opposite and restart PostgreSQL.',
    'database-embedded':
      'The embedded database in {folder}: for trying out. It survives a crash, not a power cut. For real use set DATABASE_URL to a PostgreSQL.',
    'database-in-use':
      'The server that runs (process {pid}) has the embedded database in {folder} to itself: what it holds can be looked at once that is stopped. With PostgreSQL both go together.',
    'clock-apart':
      'The clocks of the database and of this machine are {seconds} seconds apart: sign-ins may fail. Set both by a time server (NTP).',
    'schema-same': 'The tables fit this version.',
    'schema-none': 'There are no tables yet: the server makes them at its first start. Start it, and run “doctor” once more.',
    'schema-older': 'The tables are of an older version: the server brings them up to date at its next start.',
    'schema-newer': 'The database belongs to a newer version of Postakte already: run “doctor” of that one.',
    own: 'Own domains: {domains}',
    'own-none':
      'No domain of our own is named: colleagues count as strangers, and our own mail is treated like that of customers. Set POSTAKTE_OWN_DOMAINS.',
    'forwarding-none':
      'No forwarding address is named (POSTAKTE_FORWARDING, such as crm@…): what is forwarded there by hand does not count as mail of its original sender.',
    authserv: 'Senders are checked: {checked} of the newest {mails} mails bear the result of {ids}.',
    'authserv-some':
      'Only {checked} of the newest {mails} mails bear a result of {ids}; topmost stands there: {seen}. If mail comes in by another server as well, name it in POSTAKTE_AUTHSERV_IDS, provided it is yours.',
    'authserv-other':
      'None of the newest {mails} mails bears a result of {ids}: no sender counts as proven. Topmost stands there: {seen}. Name in POSTAKTE_AUTHSERV_IDS what your own mail server writes, and only that.',
    'authserv-none':
      'POSTAKTE_AUTHSERV_IDS is not set: no sender can be proven. Which name it is stands in a mail from outside, topmost at “Authentication-Results”.',
    'authserv-none-though':
      'POSTAKTE_AUTHSERV_IDS is not set: no sender can be proven. In the newest {mails} mails topmost stands: {seen}. Take the name that your own mail server writes, and only that.',
    'authserv-no-mail':
      'Whether {ids} is the name that your mail server writes will show with the first mail. Run “doctor” once more after that.',
    mailbox: '{name}: signed in as {login} at {host}, folder {folder}',
    'mailbox-none': 'No mailbox yet: “postakte mailbox add --help” shows how to add one.',
    'mailbox-silent': '{name}: {host} has not answered for a minute. Check the network and the firewall.',
    'watch-folder': 'Watched folder: {folder}',
    'watch-folder-shut': 'The server may not read and write in the watched folder {folder}, or there is none.',
    people: 'May sign in: {users}, of whom manage users: {managers}',
    'people-none': 'Nobody can sign in who may manage users: postakte user add LOGIN --name "First Last" --role admin',
    service: 'The sign-in service {address} answers.',
    'service-silent':
      'The sign-in service {address} does not answer as it should ({reason}). Check the address, and whether this machine reaches it (docs/people.md).',
    work: 'No mail waits, the journal is sealed.',
    'mails-wait': 'Mails that wait: {count}, the oldest for {minutes} minutes. Is the server running? Its log says why.',
    'journal-unsealed': 'Journal rows without a seal for more than five minutes: {count}. Is the server running?',
    quarantine: 'Mails in quarantine: {count}. “postakte quarantine list” names the reasons.',
    'private-left': 'Private mails that were left in the mailboxes: {count}. “postakte mailbox list” says in which (docs/mailboxes.md).',
    'disk-low': 'On the disk of {folder} {megabytes} MB are left.',
    address: '{url} answers.',
    'address-none': 'POSTAKTE_URL is not set: users would see {url}. Set the address at which they reach the server, with https://.',
    'address-plain':
      '{url} is not encrypted: Outlook loads nothing from there, and Thunderbird takes no new versions. Put a proxy with TLS before it, and set POSTAKTE_URL to its https:// address.',
    'address-here': '{url} is reached by this machine only: good for trying out.',
    'address-unknown': 'The name {host} does not exist for this machine. Check POSTAKTE_URL and the DNS.',
    'address-silent': '{url} does not answer ({reason}). Is the server running, and does the proxy lead to it?',
    'address-certificate':
      'The certificate of {host} cannot be trusted ({reason}): mail programs load nothing from there. If an authority of the company issued it, give that to Node by NODE_EXTRA_CA_CERTS, and to the users’ machines as well.',
    'address-other': 'Something other than Postakte answers at {url} (status {status}). Check where the proxy leads.',
    'address-ill': '{url} answers, but reports a fault (status {status}): it lacks a database or a mailbox, see above.',
    certificate: 'The certificate is valid until {until}.',
    'certificate-soon': 'The certificate is valid for {days} more days only, until {until}. Renew it.',
    'add-ins': 'Both add-ins are there: {page}',
    'add-ins-missing':
      'The server does not hand out what the mail programs load: {paths}. Is the program built, and does the proxy let these paths through?',
    'proxy-unknown':
      'The server listens on {host} only, so a proxy stands before it, but POSTAKTE_TRUSTED_PROXIES names none: all users share one count of wrong passwords. Name the address of the proxy.',
  },
  good: 'Everything is set up.',
  hints: 'Everything works; hints: {hints}.',
  bad: 'What does not work: {bad}. What to do stands beside it.',
}
