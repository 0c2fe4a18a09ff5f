import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** A web server that need not speak HTTP: what it does with a connection is the test's. */
export interface WebLiar {
  readonly port: number
  /** Connections that came so far. */
  readonly connections: () => number
  /** Those that are open. */
  readonly open: () => number
  stop(): Promise<void>
}

/** `act` is called with each connection once its request has begun to arrive. */
export async function startWebLiar(act: (socket: Socket, heard: string) => void, tls?: { key: Buffer; cert: Buffer }): Promise<WebLiar> {
  let connections = 0
  const open = new Set<Socket>()
  const took = (socket: Socket) => {
    connections++
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    socket.once('data', (piece: Buffer) => act(socket, piece.toString('latin1')))
  }
  const server = tls ? createTlsServer(tls, took) : createServer(took)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => open.size,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
