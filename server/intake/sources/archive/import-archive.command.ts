import { resolve } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import { pino } from 'pino'
import type { Command, CommandIo } from '../../../command'
import { readConfig } from '../../../config'
import type { Query } from '../../../db/db'
import { openDb } from '../../../db/open'
import { type Mailbox, openMailboxes } from '../../../mailboxes/mailboxes'
import { optionValue } from '../../../options'
import type { Arrival, Receive } from '../../arrival'
import { startProcessing } from '../../intake'
import { readArchive } from './archive'
import { readImapFolder } from './imap-folder'

export const command: Command = {
  name: 'import archive',
  summary: {
    de: 'Nimmt ein Archiv auf: mbox, Maildir, Ordner mit .eml, IMAP-Ordner',
    en: 'Takes an archive in: mbox, Maildir, folder of .eml, IMAP folder',
  },
  usage: {
    de: 'postakte import archive PFAD [--json]\npostakte import archive --mailbox NAME --folder ORDNER   ein IMAP-Ordner; dort wird nichts verändert\nAbgebrochen? Noch einmal aufrufen: schon Aufgenommenes zählt als bekannt.',
    en: 'postakte import archive PATH [--json]\npostakte import archive --mailbox NAME --folder FOLDER   an IMAP folder; nothing is changed there\nInterrupted? Call it again: what is in already counts as known.',
  },
  async run(args, io) {
    const mailbox = optionValue(args, '--mailbox')
    const folder = optionValue(args, '--folder') ?? 'INBOX'
    const path = args.find((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--mailbox' && args[at - 1] !== '--folder')
    if (!path && !mailbox) throw new Problem('no-file-named', { command: 'import archive' })
    const config = readConfig()
    const db = await openDb(config)
    const intake = await startProcessing({ db, config, log: pino({ level: 'warn' }) })
    try {
      const mails = mailbox ? readImapFolder(db, await mailboxNamed(db, mailbox, config.secretKey), folder) : arrivalsOf(resolve(path!))
      const report = await importAll(mails, intake.receive, io)
      await intake.settle()
      io.out(
        args.includes('--json')
          ? JSON.stringify(report)
          : fill(texts[io.language].archive.done, {
              stored: String(report.stored),
              known: String(report.known),
              left: String(report.left),
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

async function mailboxNamed(db: Query, name: string, secretKey: string): Promise<Mailbox> {
  const found = (await openMailboxes(db, secretKey)).find((one) => one.name === name)
  if (!found) throw new Problem('mailbox-unknown', { name })
  return found
}

async function* arrivalsOf(path: string): AsyncGenerator<Arrival> {
  for await (const { folder, at, receivedAt, bytes } of readArchive(path))
    yield { source: 'archive', mailboxId: null, folder, uidValidity: null, uid: at, receivedAt, bytes }
}

export async function importAll(
  mails: AsyncIterable<Arrival>,
  receive: Receive,
  io: CommandIo,
): Promise<{ stored: number; known: number; left: number }> {
  const report = { stored: 0, known: 0, left: 0 }
  let group: Arrival[] = []
  const flush = async () => {
    for (const receipt of await receive(group)) report[receipt]++
    io.err(fill(texts[io.language].archive.progress, { count: String(report.stored + report.known + report.left) }))
    group = []
  }
  for await (const mail of mails) {
    group.push(mail)
    if (group.length >= 200 || group.reduce((sum, one) => sum + one.bytes.byteLength, 0) > groupBytes) await flush()
  }
  if (group.length > 0) await flush()
  return report
}
