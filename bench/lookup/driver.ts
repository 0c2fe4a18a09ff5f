import { connect, type Socket } from 'node:net'

/** What a driver is asked; each connection has the next request on its way as soon as the last is answered, as with pgbench. */
export interface Drive {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  readonly path: string
  /** `{contact}` and `{firm}` are put in. */
  readonly body: string
  readonly contacts: number
  readonly tokens: readonly string[]
}

export interface Driven {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Answers that were not 200. */
  readonly refused: number
  readonly bytesPerAnswer: number
}

/** A process of its own: HTTP/1.1 with kept connections, no more of it than such answers need, so that the servers have the CPU. */
async function drive(asked: Drive): Promise<Driven> {
  const until = performance.now() + asked.seconds * 1000
  const found: Found = { times: [], refused: 0, bytes: 0 }
  const began = performance.now()
  await Promise.all(
    Array.from({ length: asked.connections }, (_, at) => connection(asked, asked.tokens[at % asked.tokens.length]!, until, found)),
  )
  const seconds = (performance.now() - began) / 1000
  const sorted = Float64Array.from(found.times).sort()
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]! * 1000) / 1000
  return {
    perSecond: Math.round(sorted.length / seconds),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    refused: found.refused,
    bytesPerAnswer: Math.round(found.bytes / sorted.length),
  }
}

interface Found {
  readonly times: number[]
  refused: number
  bytes: number
}

function connection(asked: Drive, token: string, until: number, found: Found): Promise<void> {
  const head = `POST ${asked.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: `
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(asked.port, '127.0.0.1').setNoDelay(true)
    let sent = 0
    let waiting = ''
    const next = () => {
      const body = bodyOf(asked)
      sent = performance.now()
      socket.write(`${head}${body.length}\r\n\r\n${body}`, 'latin1')
    }
    socket.once('connect', next)
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('the server closed the connection')))
    socket.on('data', (bytes) => {
      waiting += bytes.toString('latin1')
      const length = answerLength(waiting)
      if (length === null || waiting.length < length) return
      found.times.push(performance.now() - sent)
      found.bytes += length
      if (!waiting.startsWith('HTTP/1.1 200')) found.refused++
      waiting = ''
      if (performance.now() < until) return next()
      socket.removeAllListeners('close').destroy()
      resolve()
    })
  })
}

function bodyOf({ body, contacts }: Drive): string {
  const contact = 1 + Math.floor(Math.random() * contacts)
  return body.replaceAll('{contact}', String(contact)).replaceAll('{firm}', String(Math.floor(contact / 5)))
}

/** Head and body, of an answer that says its length; null while the head is not whole. */
function answerLength(text: string): number | null {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  const said = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))
  if (!said) throw new Error(`an answer without its length: ${text.slice(0, 300)}`)
  return end + 4 + Number(said[1])
}

process.stdout.write(JSON.stringify(await drive(JSON.parse(process.argv[2]!))))
