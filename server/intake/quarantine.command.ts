import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import { readConfig } from '../config'
import type { Db } from '../db/db'
import { openDb } from '../db/open'
import { quarantined, retry } from './quarantine'

export const command: Command = {
  name: 'quarantine',
  summary: {
    de: 'Zeigt Mails, die nicht gelesen werden konnten, und nimmt sie noch einmal vor',
    en: 'Lists mails that could not be read, and takes them up again',
  },
  usage: {
    de: 'postakte quarantine list [--json]\npostakte quarantine retry NUMMER | all\nDie Originale sind in jedem Fall vollständig aufbewahrt.',
    en: 'postakte quarantine list [--json]\npostakte quarantine retry NUMBER | all\nThe originals are kept whole in any case.',
  },
  async run(args, io) {
    const db = await openDb(readConfig())
    try {
      if (args[0] === 'retry') return await again(db, args[1] ?? '', io)
      return await list(db, args.includes('--json'), io)
    } finally {
      await db.close()
    }
  },
}

async function list(db: Db, asJson: boolean, io: CommandIo): Promise<number> {
  const all = await quarantined(db)
  for (const one of all)
    io.out(
      asJson
        ? JSON.stringify(one)
        : fill(texts[io.language].intake.quarantined, {
            id: one.id,
            folder: one.folder,
            at: one.receivedAt,
            reason: one.problem.reason.split('\n')[0]!,
          }),
    )
  if (all.length === 0 && !asJson) io.out(texts[io.language].intake.quarantineEmpty)
  return 0
}

async function again(db: Db, which: string, io: CommandIo): Promise<number> {
  if (which !== 'all' && !/^\d{1,18}$/.test(which)) throw new Problem('quarantine-which', { given: which })
  const ids = which === 'all' ? (await quarantined(db)).map(({ id }) => id) : [which]
  let count = 0
  for (const id of ids) if (await retry(db, id)) count++
  if (which !== 'all' && count === 0) throw new Problem('quarantine-which', { given: which })
  io.out(fill(texts[io.language].intake.quarantineRetried, { count: String(count) }))
  return 0
}
