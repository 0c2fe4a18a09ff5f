/** A stream whose next item can be looked at before it is taken. */
export class Peekable<T> {
  private readonly items: AsyncIterator<T>
  private ahead: IteratorResult<T> | null = null

  constructor(items: AsyncIterable<T>) {
    this.items = items[Symbol.asyncIterator]()
  }

  async peek(): Promise<T | undefined> {
    this.ahead ??= await this.items.next()
    return this.ahead.done ? undefined : this.ahead.value
  }

  take(): void {
    if (!this.ahead?.done) this.ahead = null
  }
}
