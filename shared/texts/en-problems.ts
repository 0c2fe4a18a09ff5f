import type { deProblems } from './de-problems'

export const enProblems: Record<keyof typeof deProblems, string> = {
  'directory-unreadable': 'The directory {path} cannot be read: {reason} (at {place}). Check its format.',
  'file-not-found': 'There is no file {path}. Check the path.',
  'no-file-named': 'No file was named. postakte {command} --help shows how to call it.',
  'quarantine-which': 'There is no mail “{given}” in quarantine. “postakte quarantine list” shows the numbers; “retry all” takes all.',
  'config-unknown': 'There is no setting {name}. Perhaps {near} was meant. All are listed in docs/operate.md.',
  'config-wrong': 'The setting {name} has no valid value: {reason}. What is allowed stands in docs/operate.md.',
  'database-full':
    'The database has no room left ({reason}). Make room on its disk: the mails stay in mailbox {name} and are taken in afterwards by themselves.',
  'database-newer':
    'The database belongs to a newer version of Postakte already. Start that one; the way back to the older one is a backup from before.',
  'database-no-folder':
    'There is no database in the folder {folder}. Set POSTAKTE_DATA or DATABASE_URL as for the server, or start it once (npm start).',
  'database-no-member':
    'The database user {user} may not work as postakte_api. As administrator of PostgreSQL: grant postakte_api to {user};',
  'database-not-durable':
    'PostgreSQL runs with {setting}: mails would be missing after a power cut or an error of the disk. Set the opposite and start again.',
  'database-rights-lost':
    'The database lacks the rules of who may see what: so it is after a backup that was restored without the role postakte_api. Restore it once more into an empty database, as docs/operate.md says at “Backup”.',
  'database-unreachable': 'The database at {host} gives no access ({reason}). Check DATABASE_URL, and whether PostgreSQL runs.',
  'embedded-in-production':
    'The embedded database is for trying out. Set DATABASE_URL to a PostgreSQL, or POSTAKTE_ALLOW_EMBEDDED=yes if loss does not matter.',
  'explain-folder-in-use':
    'The folder {folder} is being used by a server (process {pid}). Drop the mail on its page /dev/mails: it shows the same and takes nothing in. Or stop the server.',
  'explain-no-tables':
    'This database lacks tables of Postakte, or they are of an earlier version. Start the server once (npm start): it makes them.',
  'folder-in-use': 'The folder {folder} is already used by a server (process {pid}). Stop it first.',
  'secret-missing':
    'POSTAKTE_SECRET_KEY is missing: 32 characters or more, secret, the same on all servers. A new one: openssl rand -hex 32.',
  'private-mail-team':
    'POSTAKTE_PRIVATE_MAIL names the team {name}: there is none, or it is not closed. Add it (postakte team add) and close it (postakte team close), or let private mail stay in the mailboxes with leave.',
  'private-mail-user':
    'POSTAKTE_PRIVATE_MAIL names {name}: there is no such user, or not an active one. Name another one, or let private mail stay in the mailboxes with leave.',
  'mailbox-exists': 'There is a mailbox named {name} already. Choose another name, or remove the old one.',
  'mailbox-unknown': 'There is no mailbox named {name}. postakte mailbox list shows all.',
  'mailbox-secret-sealed':
    'The password of mailbox {name} cannot be opened: POSTAKTE_SECRET_KEY is not the one it was added with. Restore it, or add the mailbox again.',
  'mailbox-login':
    'Mailbox {name} refuses the login {login} ({reason}). Check user and password; with two-step sign-in an app password or OAuth2 is needed.',
  'mailbox-host-unknown': 'There is no mail server {host}. Check the name, and whether this machine has DNS.',
  'mailbox-refused': 'The mail server {host} accepts no connection on port {port}. Check port and firewall (IMAP with TLS: 993).',
  'mailbox-certificate':
    "The certificate of {host} cannot be trusted ({reason}). Have it issued for the name {host}, or give Node the company's CA with NODE_EXTRA_CA_CERTS.",
  'mailbox-no-tls': '{host} does not speak TLS on port {port}. Use port 993, or --security starttls on port 143.',
  'mailbox-no-starttls':
    '{host} offers no encryption (STARTTLS) on port {port}, or somebody holds it back. The password was not sent. Take --security tls on port 993, or switch STARTTLS on at the server.',
  'mailbox-tampered':
    'Somebody wrote into the connection to {host} before it was encrypted. The password was not sent. Check what stands between this machine and the mail server, and take --security tls on port 993.',
  'mailbox-quota': 'Mailbox {name} is full ({reason}). Make room there; the mails stay and are taken in afterwards.',
  'mailbox-folder': 'Mailbox {name} has no folder {folder}. Check the spelling; postakte mailbox test lists the folders.',
  'mailbox-move':
    'Mails cannot be moved to the folder {target} ({reason}). Check whether it exists and has room. The mails are taken in and stay where they are.',
  'mailbox-move-full':
    'The folder {target} or the mailbox {name} is full ({reason}). The mails are taken in and stay where they are; new ones are taken in all the same. Make room, then it is made up for.',
  'mailbox-mark':
    'Nothing can be marked as read in the folder {folder} of the mailbox {name} ({reason}). The mails are taken in. Give {login} the right to do so, or take --afterwards leave.',
  'mailbox-uidvalidity':
    'The mail server does not number the mails in the folder {folder} of the mailbox {name} reliably ({reason}). Postakte takes nothing in from it, so that no mail is mistaken for another. Ask who runs the mail server; rebuilding the folder’s index often helps.',
  'mailbox-cannot-move':
    'The mail server cannot move mails to {target} without also removing mails that others marked as deleted (it has neither MOVE nor UIDPLUS). The mails are taken in and stay where they are. Use --afterwards read.',
  'mailbox-failed': 'Mailbox {name} does not answer as expected: {reason}. Postakte keeps trying.',
  'mailbox-not-encrypted': 'Postakte connects without encryption only on this machine, not to {host}. Use --security tls.',
  'mailbox-mail-too-large':
    'Mailbox {name} holds {count} mails over the limit of {limit} MB ({reason}). They stay there. Raise POSTAKTE_MAX_MAIL_BYTES, or file them by hand.',
  'mailbox-oauth-grant': "The mailbox's secret lacks something for OAuth2: {reason}. docs/mailboxes.md shows its form.",
  'mailbox-oauth-refused':
    'The sign-in service {host} gives no more access (status {status}, {reason}). Renew the consent or the client secret: postakte mailbox change NAME --oauth2.',
  'mailbox-oauth-unreachable':
    'The sign-in service {host} does not answer as expected (status {status}, {reason}). Postakte keeps trying. If it lasts, check tokenUrl and the firewall.',
  'mailbox-oauth-not-encrypted': 'Postakte signs in at the service {host} only encrypted. Take a tokenUrl with https.',
  'mailbox-oauth-login':
    'The mailbox {name} does not take the access token for {login} ({reason}). Check whether the consent holds for this mailbox and for IMAP (scope), and whether IMAP is switched on for the mailbox.',
  'mailbox-no-way-in':
    'The mail server {host} does not know the way of signing in that is set for {name}. It takes either no OAuth2 (then --password), or only OAuth2 (then --oauth2).',
  'mailbox-option': 'The mailbox lacks {name}. postakte mailbox add --help lists what is needed.',
  'not-found': 'There is no {path}.',
  'login-needed': 'Please sign in.',
  'mail-too-large': 'The mail is larger than {limit} MB. POSTAKTE_MAX_MAIL_BYTES raises the limit.',
  'mail-empty': 'The file is empty. Choose an .eml file.',
  'mail-unknown': 'There is no mail with the number {id} here any more. Load the list again.',
  'mail-unreadable': 'This mail cannot be read ({reason}). Taken in it would lie whole in quarantine, and the others would go on.',
  'port-taken':
    'Something runs on port {port} already. Is Postakte started? Otherwise end the other program, or set POSTAKTE_PORT to a free port.',
  'port-forbidden': 'This user may not open port {port}. Set POSTAKTE_PORT to a port from 1024 on.',
  'host-not-ours': '{host} is no address of this machine. Set POSTAKTE_HOST to 127.0.0.1, or 0.0.0.0 for all.',
  'command-word': 'The command does not know “{given}”. postakte {command} --help shows how it goes.',
  'archive-empty': 'The folder {path} has no .eml files and is no Maildir. Name the folder with the mails, or an mbox file.',
  'not-an-mbox': '{path} is no mbox file: it does not begin with “From ”. For single mails name their folder.',
  'mbox-mail-too-large': 'In {path} no end of a mail is found from byte {offset} on. The mails before it are taken in. Check the file.',
  'mailbox-option-wrong': '{name} cannot be {value}. Allowed: {allowed}.',
  'contact-no-name': 'Line {line}: neither a name nor a company. Fill in one of them.',
  'contact-bad-number': 'Line {line}: “{number}” is no customer number. Up to 12 digits are allowed.',
  'contact-bad-address': 'Line {line}: “{address}” is no e-mail address. Correct it or empty the field.',
  'contact-twice': 'Line {line}: {key} stands in line {first} already. The first counts; remove one of them.',
  'contact-bad-id': 'Line {line}: the external id “{id}” is longer than 200 characters. Check whether it is the right column.',
  'contact-torn':
    'Line {line}: the customer number {number} and the external id {id} belong to two different contacts. Correct one, or merge the contacts.',
  'contact-clash': 'Line {line}: another contact has {key} already. Call the import again, or correct the line.',
  'contact-company-unknown':
    'Line {line}: taken in, but there is no company with the customer number {number}. Take the company in and call the import again.',
  'contact-owner-unknown':
    'Line {line}: taken in without an owner; “{owner}” is no user, or several have that name. Use the login or the e-mail address.',
  'contact-bad-card': 'Line {line}: the vCard cannot be read. Export it again.',
  'contacts-not-csv': '{path} is no text file. Save the table as CSV.',
  'contacts-empty': '{path} is empty. Export the contacts again.',
  'contacts-no-such-column': 'There is no column “{column}” in {path}. Found: {found}.',
  'contacts-quote-open':
    '{path}: up to line {line} a quotation mark is never closed. Close it and call the import again; what stands before it has been read.',
  'contacts-no-header': '{path} lacks a header line with name or company. Found: {found}. The first line must name the columns.',
  'contacts-csv-broken': '{path} cannot be read as CSV: {reason}.',
  'contacts-no-cards': 'There is no vCard in {path}.',
}
