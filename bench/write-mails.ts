import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateMails } from './generate/mails'

/** Writes the generated mails as files, and beside them manifest.jsonl: a line a mail with the truth that the benches compare with. */
export function writeMails(folder: string, mails: number, contacts: number) {
  mkdirSync(folder, { recursive: true })
  const manifest = createWriteStream(join(folder, 'manifest.jsonl'))
  let at = 0
  for (const { bytes, truth } of generateMails(7, mails, contacts)) {
    const file = `${String(++at).padStart(6, '0')}.eml`
    writeFileSync(join(folder, file), bytes)
    manifest.write(`${JSON.stringify({ file, size: bytes.length, ...truth })}\n`)
  }
  return new Promise((resolve) => manifest.end(() => resolve({ mails: at, manifest: join(folder, 'manifest.jsonl') })))
}
