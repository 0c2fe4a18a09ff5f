import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Problem } from '@postakte/shared/model/problem'
import type { Command } from '../command'
import { parseLine } from './parse-line'

export const command: Command = {
  name: 'parse',
  summary: { de: 'Liest Mails und gibt aus, was darin steht', en: 'Reads mails and prints what is in them' },
  usage: {
    de: 'postakte parse DATEI…         gibt je Mail eine JSON-Zeile aus\npostakte parse --jsonl        liest die Pfade zeilenweise von der Standardeingabe',
    en: 'postakte parse FILE…          prints one line of JSON for each mail\npostakte parse --jsonl        reads the paths from standard input, one a line',
  },
  async run(args, io) {
    const paths = args.includes('--jsonl')
      ? createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY })
      : args.filter((arg) => !arg.startsWith('--'))
    for await (const path of paths) if (path.trim() !== '') io.out(JSON.stringify(await lineOf(path.trim(), args.includes('--jsonl'))))
    return 0
  },
}

/** In a stream one unreadable file must not stop the others: its line carries the error. */
async function lineOf(path: string, inStream: boolean): Promise<Record<string, unknown>> {
  try {
    return parseLine(path, await readFile(path))
  } catch (error) {
    if (!inStream) throw new Problem('file-not-found', { path }, error)
    return { file: path, error: String((error as Error).message) }
  }
}
