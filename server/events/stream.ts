import type { ByeReason } from '@postakte/shared/api/events'
import type { Me } from '../users/me'
import { anew, bye, change, heartbeat, hello } from './frames'
import type { KeptEvent } from './kept'
import type { Wanted } from './wanted'
import { wants } from './wanted'

/** Bytes that may wait for a slow reader; more than that, and it is cut and resumes. */
const mostWaiting = 256 * 1024

/** One connected client: what it may hear, how far it has heard, and the way to it. */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>
  me: Me
  /** Up to this id everything that it may hear was handed over. */
  position: number
  /** It has caught up and gets what the shared reader brings. */
  live = false
  private readonly wanted: Wanted
  private readonly gone: () => void
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null
  private sent = 0
  private readAtHeartbeat = 0
  private roomFound: (() => void) | null = null

  constructor(me: Me, position: number, wanted: Wanted, gone: () => void) {
    this.me = me
    this.position = position
    this.wanted = wanted
    this.gone = gone
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: () => {
          if (this.hasRoom) this.foundRoom()
        },
        cancel: () => this.forget(),
      },
      { highWaterMark: mostWaiting, size: (frame) => frame!.byteLength },
    )
  }

  get open(): boolean {
    return this.controller !== null
  }

  /** `lost`: why it cannot go on where it was. */
  greet(lost: 'away-too-long' | 'unknown-place' | null): void {
    this.send(hello(this.position))
    if (lost) this.send(anew(this.position, lost))
  }

  /** `frame`: made once for all who hear it. */
  hear(event: KeptEvent, frame: Uint8Array = change(event)): void {
    if (event.id <= this.position) return
    this.position = event.id
    if (wants(this.wanted, event)) this.send(frame)
  }

  /** A reader that took nothing since the last one is as good as gone. */
  heartbeat(): void {
    const read = this.sent - this.waiting
    if (this.waiting > 0 && read === this.readAtHeartbeat) this.cut()
    this.readAtHeartbeat = read
    this.send(heartbeat(this.position))
  }

  /** Resolves when there is room for more, or the client is gone. */
  async room(): Promise<void> {
    if (!this.open || this.hasRoom) return
    await new Promise<void>((resolve) => {
      this.roomFound = resolve
    })
  }

  /** Says why, and ends the stream. */
  close(reason: ByeReason): void {
    this.send(bye(reason))
    const { controller } = this
    this.forget()
    controller?.close()
  }

  private get waiting(): number {
    return this.controller ? mostWaiting - (this.controller.desiredSize ?? 0) : 0
  }

  private get hasRoom(): boolean {
    return this.waiting < mostWaiting / 2
  }

  private send(frame: Uint8Array): void {
    this.controller?.enqueue(frame)
    this.sent += frame.byteLength
    if (this.waiting > mostWaiting) this.cut()
  }

  /** Without a word: what waits for it is thrown away. */
  private cut(): void {
    const { controller } = this
    this.forget()
    controller?.error(tooSlow())
  }

  private forget(): void {
    this.controller = null
    this.foundRoom()
    this.gone()
  }

  private foundRoom(): void {
    this.roomFound?.()
    this.roomFound = null
  }
}

/** Goes to the log as one line: where it was thrown says nothing. */
const tooSlow = () => Object.assign(new Error(), { stack: 'a client read its events too slowly and was cut off' })
