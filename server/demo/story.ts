/** One mail of the demo world, as a person would tell it. */
export interface Story {
  /** Left of the @ in the Message-ID, where another mail names it. */
  readonly id?: string
  readonly from: string
  readonly to?: string
  readonly subject: string
  /** The body as it travels. */
  readonly text: string
  /** Content-Type; absent: plain text. */
  readonly type?: string
  /** What our own mail server found out about the sender; absent: it passed. */
  readonly proven?: 'pass' | 'fail' | 'submitted'
  readonly headers?: readonly string[]
}
