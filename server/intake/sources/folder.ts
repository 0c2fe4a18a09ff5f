import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Receive } from '../arrival'

export interface FolderSourceOptions {
  readonly folder: string
  readonly receive: Receive
  readonly log: Logger
  readonly maxBytes: number
  readonly everyMillis?: number
}

/**
 * Takes in the .eml files that another program puts into a folder. A file is read once its size stays the same from one look
 * to the next, kept, and only then moved to `done/`; one over the limit goes to `too-large/`, a private one to `private/`.
 */
export class FolderSource {
  private readonly options: FolderSourceOptions
  private sizes = new Map<string, number>()
  private timer: NodeJS.Timeout | null = null
  private looking: Promise<void> = Promise.resolve()

  constructor(options: FolderSourceOptions) {
    this.options = options
  }

  start(): void {
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.lookSafely())
    }, this.options.everyMillis ?? 2_000)
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.looking
  }

  private async lookSafely(): Promise<void> {
    try {
      await this.look()
    } catch (error) {
      this.options.log.warn({ folder: this.options.folder, reason: (error as Error).message }, 'watched folder failed')
    }
  }

  /** One pass over the folder; a file that cannot be taken stops no other. */
  async look(): Promise<void> {
    const { folder } = this.options
    for (const name of ['', 'done', 'private', 'too-large']) await mkdir(join(folder, name), { recursive: true })
    const names = (await readdir(folder)).filter((name) => /\.eml$/i.test(name)).sort()
    const sizes = new Map<string, number>()
    const failures: unknown[] = []
    for (const name of names) {
      try {
        const { size } = await stat(join(folder, name))
        if (this.sizes.get(name) === size && size > 0) await this.take(name, size)
        else sizes.set(name, size)
      } catch (error) {
        failures.push(error)
      }
    }
    this.sizes = sizes
    if (failures.length > 0) throw failures[0]
  }

  private async take(name: string, size: number): Promise<void> {
    const { folder, receive, maxBytes } = this.options
    if (size > maxBytes) return this.putAside(name, 'too-large')
    const { mtime } = await stat(join(folder, name))
    const bytes = await readFile(join(folder, name))
    const [receipt] = await receive([{ source: 'folder', mailboxId: null, folder, uidValidity: null, uid: null, receivedAt: mtime, bytes }])
    await this.putAside(name, receipt === 'left' ? 'private' : 'done')
  }

  /** Never over another file of that name. */
  private async putAside(name: string, where: 'done' | 'private' | 'too-large'): Promise<void> {
    const { folder } = this.options
    const taken = await stat(join(folder, where, name)).then(
      () => true,
      () => false,
    )
    await rename(join(folder, name), join(folder, where, taken ? `${Date.now()}-${randomUUID()}-${name}` : name))
  }
}
