import { resolve } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import { pino } from 'pino'
import type { Command, CommandIo } from '../../../command'
import { readConfig } from '../../../config'
import { openDb } from '../../../db/open'
import type { Arrival } from '../../arrival'
import { startProcessing } from '../../intake'
import { readArchive } from './archive'

export const command: Command = {
  name: 'import archive',
  summary: {
    de: 'Nimmt ein Archiv auf: mbox, Maildir, Ordner mit .eml',
    en: 'Takes an archive in: mbox, Maildir, folder of .eml',
  },
  usage: {
    de: 'postakte import archive PFAD [--json]\nAbgebrochen? Noch einmal aufrufen: schon Aufgenommenes zählt als bekannt.',
    en: 'postakte import archive PATH [--json]\nInterrupted? Call it again: what is in already counts as known.',
  },
  async run(args, io) {
    const path = args.find((arg) => !arg.startsWith('--'))
    if (!path) throw new Problem('no-file-named', { command: 'import archive' })
    const config = readConfig()
    const db = await openDb(config)
    const intake = await startProcessing({ db, config, log: pino({ level: 'warn' }) })
    try {
      const report = await importAll(resolve(path), intake.receive, io)
      await intake.settle()
      io.out(
        args.includes('--json')
          ? JSON.stringify(report)
          : fill(texts[io.language].archive.done, {
              stored: String(report.stored),
              known: String(report.known),
            }),
      )
      return 0
    } finally {
      await intake.stop()
      await db.close()
    }
  },
}

const groupBytes = 8 * 1024 * 1024

async function importAll(
  path: string,
  receive: (arrivals: readonly Arrival[]) => Promise<readonly string[]>,
  io: CommandIo,
): Promise<{ stored: number; known: number }> {
  const report = { stored: 0, known: 0 }
  let group: Arrival[] = []
  const flush = async () => {
    for (const receipt of await receive(group)) report[receipt === 'stored' ? 'stored' : 'known']++
    io.err(fill(texts[io.language].archive.progress, { count: String(report.stored + report.known) }))
    group = []
  }
  for await (const mail of readArchive(path)) {
    group.push({
      source: 'archive',
      mailboxId: null,
      folder: mail.folder,
      uidValidity: null,
      uid: mail.at,
      receivedAt: mail.receivedAt,
      bytes: mail.bytes,
    })
    if (group.length >= 200 || group.reduce((sum, one) => sum + one.bytes.byteLength, 0) > groupBytes) await flush()
  }
  if (group.length > 0) await flush()
  return report
}
