/** One message of a stream of server-sent events. */
export interface StreamMessage {
  readonly event: string
  readonly data: string
  /** The id that holds from here on; null before the first. */
  readonly id: string | null
}

/** A line of ours is far shorter; whoever sends more is not our server. */
const longestLine = 1024 * 1024

/**
 * Server-sent events, HTML standard 9.2.6, from text in pieces of any size. An id counts only when its message is complete: a
 * stream that is cut in the middle resumes before it.
 */
export class EventParser {
  private rest = ''
  private event = ''
  private data: string[] = []
  private pendingId: string | null = null
  private pendingReturn = false
  /** Milliseconds to wait before connecting again, as the server wishes. */
  retry: number | null = null
  /** Of the last complete message. */
  lastId: string | null = null

  push(text: string): StreamMessage[] {
    const lines = this.linesOf(text)
    return lines.flatMap((line) => this.take(line) ?? [])
  }

  /** Complete lines; ended by CR LF, LF or CR, which may come apart. */
  private linesOf(text: string): string[] {
    const next = this.pendingReturn && text.startsWith('\n') ? text.slice(1) : text
    if (text !== '') this.pendingReturn = text.endsWith('\r')
    const lines = (this.rest + next).split(/\r\n|\n|\r/)
    this.rest = lines.pop()!
    if (this.rest.length > longestLine) throw new Error('a line without end in a stream of events')
    return lines
  }

  private take(line: string): StreamMessage | null {
    if (line === '') return this.dispatch()
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line)!
    if (field === 'event') this.event = value
    else if (field === 'data') this.data.push(value)
    else if (field === 'id' && !value.includes('\0')) this.pendingId = value
    else if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value)
    return null
  }

  /** Without data it is no message, but its id holds. */
  private dispatch(): StreamMessage | null {
    this.lastId = this.pendingId ?? this.lastId
    const message = { event: this.event || 'message', data: this.data.join('\n'), id: this.lastId }
    const isMessage = this.data.length > 0
    this.event = ''
    this.data = []
    return isMessage ? message : null
  }
}
