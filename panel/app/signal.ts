/** A value that others watch; React reads it with useSignal. */
export class Signal<T> {
  private value: T
  private readonly watchers = new Set<() => void>()

  constructor(value: T) {
    this.value = value
  }

  get = (): T => this.value
  set = (value: T): void => {
    if (value === this.value) return
    this.value = value
    for (const watcher of this.watchers) watcher()
  }
  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }
}
