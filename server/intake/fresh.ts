/** Bytes just received, so that filing need not read them back; bounded, oldest first out, none is needed. Keys: sha256 in base64. */
export class FreshBytes {
  private readonly limit: number
  private readonly kept = new Map<string, Uint8Array>()
  private size = 0

  constructor(limit: number) {
    this.limit = limit
  }

  /** A mail that would push many others out is not kept. */
  add(key: string, bytes: Uint8Array): void {
    if (this.kept.has(key) || bytes.byteLength > this.limit / 4) return
    this.kept.set(key, bytes)
    this.size += bytes.byteLength
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.limit) break
      this.delete(oldest)
    }
  }

  get(key: string): Uint8Array | undefined {
    return this.kept.get(key)
  }

  delete(key: string): void {
    this.size -= this.kept.get(key)?.byteLength ?? 0
    this.kept.delete(key)
  }
}
