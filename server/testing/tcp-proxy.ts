import { connect, createServer, type Socket } from 'node:net'

/** What becomes of a piece of the answer: the proxy passes nothing on by itself. */
export type PassOn = (piece: Buffer, client: Socket, upstream: Socket) => void

export interface TcpProxy {
  readonly port: number
  /** Cuts every connection that is open now; new ones are taken. */
  cutAll(): void
  stop(): Promise<void>
}

/** A TCP proxy to a port of this machine: each connection gets a way of its own to pass answers on. */
export async function startTcpProxy(target: () => number, wayOf: () => PassOn): Promise<TcpProxy> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(target(), '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    const passOn = wayOf()
    client.pipe(upstream)
    upstream.on('data', (piece: Buffer) => passOn(piece, client, upstream))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cutAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    cutAll,
    stop: async () => {
      cutAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Cuts connections after a random number of bytes, or lets them stall. */
export interface FaultProxy extends TcpProxy {
  readonly cuts: () => number
  /** Probability that a new connection gets a fault. */
  setFaults(share: number): void
}

export async function startFaultProxy(target: () => number, random: () => number): Promise<FaultProxy> {
  let share = 0
  let cuts = 0
  const proxy = await startTcpProxy(target, () => {
    const limit = random() < share ? Math.floor(random() * 60_000) : Number.POSITIVE_INFINITY
    const stalls = random() < 0.3
    let passed = 0
    return (piece, client, upstream) => {
      passed += piece.length
      if (passed <= limit) {
        if (!client.destroyed) client.write(piece)
        return
      }
      cuts++
      if (stalls) setTimeout(() => client.destroy(), 1_500).unref()
      else client.destroy()
      upstream.pause()
    }
  })
  return {
    ...proxy,
    cuts: () => cuts,
    setFaults: (value) => {
      share = value
    },
  }
}

/** Cuts each connection after so many bytes of its answer; those arrive. */
export async function startCuttingProxy(target: number, bytes: () => number): Promise<TcpProxy & { readonly cuts: () => number }> {
  let cuts = 0
  const proxy = await startTcpProxy(
    () => target,
    () => {
      let rest = bytes()
      return (piece, client) => {
        if (piece.length < rest) client.write(piece)
        else {
          cuts++
          client.write(piece.subarray(0, rest), () => client.destroy())
        }
        rest = Math.max(0, rest - piece.length)
      }
    },
  )
  return { ...proxy, cuts: () => cuts }
}
