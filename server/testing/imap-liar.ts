import { createServer, type Socket } from 'node:net'

/** A mail as the liar tells of it; `handsOver: false` leaves its body out of every FETCH. */
export interface ToldMail {
  readonly uid: number
  readonly bytes: Buffer
  readonly handsOver?: boolean
  /** RFC822.SIZE as told; the true length when absent. */
  readonly toldSize?: number
}

/** A scripted IMAP server (reliability F24): says what it is told to, and writes down what it was asked. */
export interface ImapLiar {
  readonly port: number
  readonly commands: readonly string[]
  /** Connections that are open. */
  connections(): number
  /** Takes connections and says nothing, not even hello. */
  keepSilent(): void
  tell(mails: readonly ToldMail[]): void
  stop(): Promise<void>
}

export async function startImapLiar(capabilities: string): Promise<ImapLiar> {
  const commands: string[] = []
  const sockets = new Set<Socket>()
  let mails: readonly ToldMail[] = []
  let silent = false
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    if (silent) return void socket.resume()
    socket.write(`* OK [CAPABILITY ${capabilities}] ready\r\n`)
    let rest = ''
    let idling = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop()!
      for (const line of lines) {
        for (const piece of answer(line === 'DONE' ? `${idling} DONE` : line, capabilities, mails, commands)) socket.write(piece)
        if (/ IDLE$/i.test(line)) idling = line.split(' ')[0]!
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    commands,
    connections: () => sockets.size,
    keepSilent: () => {
      silent = true
    },
    tell: (told) => {
      mails = told
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(line: string, capabilities: string, mails: readonly ToldMail[], commands: string[]): (string | Buffer)[] {
  const [tag = '', ...words] = line.split(' ')
  const command = words.join(' ').toUpperCase()
  commands.push(command)
  const done = `${tag} OK done\r\n`
  if (command === 'IDLE') return ['+ idling\r\n']
  if (command === 'LOGOUT') return ['* BYE\r\n', done]
  if (command.startsWith('CAPABILITY')) return [`* CAPABILITY ${capabilities}\r\n`, done]
  if (command.startsWith('LIST')) return ['* LIST () "." INBOX\r\n', done]
  if (command.startsWith('SELECT'))
    return [`* ${mails.length} EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 99]\r\n`, `${tag} OK [READ-WRITE] done\r\n`]
  if (command.startsWith('UID FETCH')) return [...mails.flatMap((mail, at) => fetched(mail, at + 1, command)), done]
  return [done]
}

function fetched(mail: ToldMail, sequence: number, command: string): (string | Buffer)[] {
  const items = `UID ${mail.uid} RFC822.SIZE ${mail.toldSize ?? mail.bytes.length}`
  if (!command.includes('BODY.PEEK[]') || mail.handsOver === false) return [`* ${sequence} FETCH (${items})\r\n`]
  return [`* ${sequence} FETCH (${items} BODY[] {${mail.bytes.length}}\r\n`, mail.bytes, ')\r\n']
}
