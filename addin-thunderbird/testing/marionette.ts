import { connect, type Socket } from 'node:net'

/** What Thunderbird answers when a command goes wrong. */
export class MarionetteError extends Error {
  constructor({ error, message }: { readonly error: string; readonly message: string }) {
    super(`${error}: ${message}`)
    this.name = 'MarionetteError'
  }
}

interface Waiting {
  resolve(value: never): void
  reject(error: Error): void
}

/**
 * Thunderbird's own remote control over TCP. Each message is its length, a colon, and JSON: `[0, id, command, parameters]` there,
 * `[1, id, error, result]` back.
 */
export class Marionette {
  private readonly socket: Socket
  private readonly waiting = new Map<number, Waiting>()
  private received = Buffer.alloc(0)
  private count = 0

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (bytes) => this.take(bytes))
    socket.on('error', () => {})
    socket.on('close', () => {
      for (const one of this.waiting.values()) one.reject(new Error('Thunderbird has ended'))
      this.waiting.clear()
    })
  }

  /** As soon as Thunderbird listens; it greets first. */
  static async to(port: number, isRunning: () => boolean): Promise<Marionette> {
    for (let attempt = 0; attempt < 600 && isRunning(); attempt++) {
      const socket = await attemptTo(port)
      if (socket) return new Marionette(socket)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('Thunderbird does not listen for Marionette')
  }

  send<T = unknown>(command: string, parameters: object = {}): Promise<T> {
    const id = ++this.count
    const text = Buffer.from(JSON.stringify([0, id, command, parameters]))
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      this.socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]))
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private take(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes])
    for (;;) {
      const colon = this.received.indexOf(':')
      const end = colon + 1 + Number(this.received.subarray(0, Math.max(0, colon)).toString())
      if (colon < 0 || this.received.length < end) return
      const message = JSON.parse(this.received.subarray(colon + 1, end).toString())
      this.received = this.received.subarray(end)
      if (Array.isArray(message)) this.answer(message as never)
    }
  }

  private answer([, id, error, result]: [number, number, ConstructorParameters<typeof MarionetteError>[0] | null, never]): void {
    const one = this.waiting.get(id)
    this.waiting.delete(id)
    if (error) one?.reject(new MarionetteError(error))
    else one?.resolve(result)
  }
}

function attemptTo(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })
}
