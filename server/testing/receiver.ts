import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Another system that takes webhooks. */
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** The header webhook-id of each, in the order of arrival. */
  ids(): string[]
  stop(): Promise<void>
}

/** What it answers to the n-th message (from 1): a status, or nothing before the line is cut. */
export type Answers = (count: number, message: Received) => number | 'hangs' | 'cuts'

export async function startReceiver(answers: Answers = () => 204): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const message = { headers: request.headers, body: Buffer.concat(pieces).toString() }
      const answer = answers(received.push(message), message)
      if (answer === 'cuts') request.socket.destroy()
      else if (answer !== 'hangs') response.writeHead(answer).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    ids: () => received.map(({ headers }) => String(headers['webhook-id'])),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
