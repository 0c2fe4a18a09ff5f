import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { dovecotPath } from './components'
import { freePort } from './postgres'

/** A real Dovecot from Debian's packages on a port of its own; every login works with the password 'geheim'. */
export interface TestDovecot {
  readonly port: number
  readonly tlsPort: number
  /** Puts a mail into a folder as a delivery would. */
  deliver(user: string, mail: Uint8Array, folder?: string): void
  /** Many at once, with one change of owner. */
  deliverAll(user: string, mails: readonly Uint8Array[]): void
  /** Files of the user's folder: what is still there. */
  files(user: string, folder?: string): readonly string[]
  /** Rights of the owner in a folder, as the ACL plugin reads them (RFC 4314). */
  setRights(user: string, folder: string, rights: string): void
  /** Another UIDVALIDITY, as after a restore or a move to another server. */
  resetUidValidity(user: string): void
  process(): ChildProcess
  stop(): Promise<void>
}

export interface DovecotOptions {
  /** Further lines of its configuration. */
  readonly more?: string
  /** Takes tokens instead of passwords: by this mechanism, if this address says that they are good (RFC 7662). */
  readonly oauth2?: { readonly mechanism: 'xoauth2' | 'oauthbearer'; readonly introspection: string }
}

export async function startDovecot({ more = '', oauth2 }: DovecotOptions = {}): Promise<TestDovecot> {
  const program = dovecotPath()
  if (!program) throw new Error('no Dovecot: apt-get install dovecot-imapd')
  const folder = mkdtempSync(join(tmpdir(), 'postakte-dovecot-'))
  chmodSync(folder, 0o755)
  const [port, tlsPort] = [await freePort(), await freePort()]
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=mail.sonnberg.example',
      '-keyout',
      join(folder, 'key.pem'),
      '-out',
      join(folder, 'cert.pem'),
    ],
    { stdio: 'pipe' },
  )
  mkdirSync(join(folder, 'mail'))
  if (process.getuid?.() === 0) execFileSync('chown', ['mail:mail', join(folder, 'mail')])
  writeFileSync(join(folder, 'dovecot.conf'), `${config(folder, port, tlsPort)}${oauth2 ? byToken(folder, oauth2) : onePassword}${more}`)
  const child = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  await reachable(port)
  let delivered = 0
  const home = (user: string) => join(folder, 'mail', user)
  const box = (user: string, name: string) => join(home(user), name === 'INBOX' ? '' : `.${name}`)
  return {
    port,
    tlsPort,
    deliver: (user, mail, name = 'INBOX') => {
      const target = box(user, name)
      makeBox(target)
      const file = join('new', `${Date.now()}.M${process.hrtime.bigint()}P${process.pid}Q${delivered++}.test`)
      put(target, [[file, mail]])
    },
    deliverAll: (user, mails) => {
      makeBox(home(user))
      put(
        home(user),
        mails.map((mail) => [join('new', `${1_700_000_000 + delivered}.M${delivered}P${process.pid}Q${delivered++}.test`), mail]),
      )
    },
    files: (user, name = 'INBOX') => ['cur', 'new'].flatMap((part) => listed(join(box(user, name), part))),
    setRights: (user, name, rights) => {
      makeBox(box(user, name))
      put(box(user, name), [['dovecot-acl', `owner ${rights}\n`]])
    },
    resetUidValidity: (user) => {
      for (const name of listed(home(user))) if (/^dovecot/.test(name)) rmSync(join(home(user), name), { recursive: true, force: true })
    },
    process: () => child,
    stop: async () => {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A Maildir, with the home around it, that Dovecot may write to. */
function makeBox(path: string): void {
  for (const part of ['', 'cur', 'new', 'tmp']) mkdirSync(join(path, part), { recursive: true })
  own([dirname(path), path, ...['cur', 'new', 'tmp'].map((part) => join(path, part))])
}

/** Each file stands there whole and readable at once: a mail that Dovecot sees too early is one that it may not open. */
function put(folder: string, files: readonly (readonly [name: string, content: string | Uint8Array])[]): void {
  for (const [name, content] of files) {
    const path = join(folder, 'tmp', basename(name))
    writeFileSync(path, content)
    own([path])
    renameSync(path, join(folder, name))
  }
}

const listed = (path: string) => {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

let mailUser: { readonly uid: number; readonly gid: number } | undefined
/** Files belong to the user that Dovecot serves them as. Its own files beside them come and go, so only ours are given to it. */
function own(paths: readonly string[]): void {
  if (process.getuid?.() !== 0) return
  mailUser ??= { uid: idOf('-u'), gid: idOf('-g') }
  for (const path of paths) chownSync(path, mailUser.uid, mailUser.gid)
}
const idOf = (what: '-u' | '-g') => Number(execFileSync('id', [what, 'mail'], { encoding: 'utf8' }))

async function reachable(port: number): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Dovecot does not listen on ${port}`)
}

const onePassword = `
passdb {
  driver = static
  args = password=geheim
}
`

function byToken(folder: string, { mechanism, introspection }: NonNullable<DovecotOptions['oauth2']>): string {
  const file = join(folder, 'oauth2.conf.ext')
  writeFileSync(
    file,
    `introspection_url = ${introspection}\nintrospection_mode = post\nusername_attribute = email\nactive_attribute = active\nactive_value = true\n`,
  )
  return `
auth_mechanisms = ${mechanism}
passdb {
  driver = oauth2
  mechanisms = ${mechanism}
  args = ${file}
}
`
}

const config = (folder: string, port: number, tlsPort: number) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = dovecot
default_login_user = dovenull
mail_location = maildir:${folder}/mail/%u
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
disable_plaintext_auth = no
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
mail_max_userip_connections = 100
userdb {
  driver = static
  args = uid=mail gid=mail home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
  }
}
namespace inbox {
  inbox = yes
  separator = .
}
`
