import { createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** A mail as the liar tells of it. */
export interface ToldMail {
  readonly uid: number
  readonly bytes: Buffer
  /** False: its body is left out of every FETCH. */
  readonly handsOver?: boolean
  /** Listed, and gone when it is fetched: somebody else expunged it in between. */
  readonly vanishes?: boolean
  /** RFC822.SIZE as told; the true length when absent. */
  readonly toldSize?: number
}

/** What the liar does otherwise than a server should. */
export interface Lies {
  /** The first line; `* OK [CAPABILITY …] ready` when absent. */
  readonly greeting?: string
  /** Answer to a command (its name in capitals, without tag): the tagged line after the tag, and untagged lines before it. */
  readonly answers?: Readonly<Record<string, string>>
  /** After "OK" to STARTTLS: text in the same segment, text later instead of a handshake, or a handshake with this certificate. */
  readonly startTls?: { readonly injected: string } | { readonly later: string } | { readonly key: Buffer; readonly cert: Buffer }
  /** What stands for UIDVALIDITY in answers to SELECT: `[UIDVALIDITY 7]`. */
  readonly uidValidity?: string
  /** Says whether these credentials are taken (the base64 behind AUTHENTICATE XOAUTH2, opened). */
  readonly signsIn?: (credentials: string) => boolean
}

/** A scripted IMAP server (reliability F23, F24): says what it is told to, and writes down what it was asked. */
export interface ImapLiar {
  readonly port: number
  readonly commands: readonly string[]
  /** All that came in the clear, as it came. */
  heard(): string
  /** Connections that are open. */
  connections(): number
  /** Takes connections and says nothing, not even hello. */
  keepSilent(): void
  tell(mails: readonly ToldMail[]): void
  stop(): Promise<void>
}

interface Told {
  readonly capabilities: string
  readonly lies: Lies
  readonly commands: string[]
  mails: readonly ToldMail[]
  heard: string
  silent: boolean
}

export async function startImapLiar(capabilities: string, lies: Lies = {}): Promise<ImapLiar> {
  const told: Told = { capabilities, lies, commands: [], mails: [], heard: '', silent: false }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    if (told.silent) return void socket.resume()
    socket.write(`${lies.greeting ?? `* OK [CAPABILITY ${capabilities}] ready`}\r\n`)
    converse(socket, told, true)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    commands: told.commands,
    heard: () => told.heard,
    connections: () => sockets.size,
    keepSilent: () => {
      told.silent = true
    },
    tell: (mails) => {
      told.mails = mails
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function converse(socket: Socket, told: Told, clear: boolean): void {
  let rest = ''
  let idling = ''
  const heard = (chunk: Buffer) => {
    if (clear) told.heard += chunk.toString('latin1')
    const lines = (rest + chunk.toString('latin1')).split('\r\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (/ STARTTLS$/i.test(line) && told.lies.startTls) return startTls(socket, line.split(' ')[0]!, told, heard)
      for (const piece of answer(line === 'DONE' ? `${idling} DONE` : line, told)) socket.write(piece)
      if (/ IDLE$/i.test(line)) idling = line.split(' ')[0]!
    }
  }
  socket.on('data', heard)
}

function startTls(socket: Socket, tag: string, told: Told, heard: (chunk: Buffer) => void): void {
  const how = told.lies.startTls!
  if ('injected' in how) return void socket.write(`${tag} OK begin\r\n${how.injected}\r\n`)
  socket.write(`${tag} OK begin\r\n`)
  if ('later' in how) return void setTimeout(() => socket.write(`${how.later}\r\n`), 100)
  socket.off('data', heard)
  const secured = new TLSSocket(socket, { isServer: true, key: how.key, cert: how.cert })
  secured.on('error', () => socket.destroy())
  converse(secured, told, false)
}

function answer(line: string, { capabilities, lies, mails, commands }: Told): (string | Buffer)[] {
  const [tag = '', ...words] = line.split(' ')
  const command = words.join(' ').toUpperCase()
  commands.push(command)
  const done = `${tag} OK done\r\n`
  const lie = Object.entries(lies.answers ?? {}).find(([name]) => command.startsWith(name))?.[1]
  if (lie !== undefined) return [`${tag} ${lie}\r\n`]
  if (command === 'IDLE') return ['+ idling\r\n']
  if (command === 'LOGOUT') return ['* BYE\r\n', done]
  if (command.startsWith('AUTHENTICATE XOAUTH2')) return [signedIn(words[2] ?? '', lies) ? done : `${tag} NO [AUTHENTICATIONFAILED] no\r\n`]
  if (command.startsWith('CAPABILITY')) return [`* CAPABILITY ${capabilities}\r\n`, done]
  if (command.startsWith('LIST')) return ['* LIST () "." INBOX\r\n', done]
  if (command.startsWith('SELECT'))
    return [
      `* ${mails.length} EXISTS\r\n* OK ${lies.uidValidity ?? '[UIDVALIDITY 7]'}\r\n* OK [UIDNEXT 99]\r\n`,
      `${tag} OK [READ-WRITE] done\r\n`,
    ]
  if (command.startsWith('UID FETCH')) return [...mails.flatMap((mail, at) => fetched(mail, at + 1, command)), done]
  return [done]
}

const signedIn = (base64: string, { signsIn }: Lies): boolean => signsIn?.(Buffer.from(base64, 'base64').toString('utf8')) ?? true

function fetched(mail: ToldMail, sequence: number, command: string): (string | Buffer)[] {
  const items = `UID ${mail.uid} RFC822.SIZE ${mail.toldSize ?? mail.bytes.length}`
  const asked = command.includes('BODY.PEEK[]')
  if (asked && mail.vanishes) return []
  if (!asked || mail.handsOver === false) return [`* ${sequence} FETCH (${items})\r\n`]
  return [`* ${sequence} FETCH (${items} BODY[] {${mail.bytes.length}}\r\n`, mail.bytes, ')\r\n']
}
