import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy that cuts connections after a random number of bytes, or lets them stall. */
export interface FaultProxy {
  readonly port: number
  readonly cuts: () => number
  /** Probability that a new connection gets a fault. */
  setFaults(share: number): void
  /** Cuts every connection that is open now; new ones are taken. */
  cutAll(): void
  stop(): Promise<void>
}

export async function startFaultProxy(target: () => number, random: () => number): Promise<FaultProxy> {
  let share = 0
  let cuts = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(target(), '127.0.0.1')
    const limit = random() < share ? Math.floor(random() * 60_000) : Number.POSITIVE_INFINITY
    const stalls = random() < 0.3
    let passed = 0
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream)
    upstream.on('data', (chunk: Buffer) => {
      passed += chunk.length
      if (passed <= limit) {
        if (!client.destroyed) client.write(chunk)
        return
      }
      cuts++
      if (stalls) setTimeout(() => client.destroy(), 1_500).unref()
      else client.destroy()
      upstream.pause()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    cuts: () => cuts,
    setFaults: (value) => {
      share = value
    },
    cutAll: () => {
      for (const socket of open) socket.destroy()
    },
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
