import { fill, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import { readConfig } from '../config'
import { openDb } from '../db/open'
import { readOwn } from './own'
import type { Target } from './pipeline/decision'
import { ReadingPool } from './reading-pool'
import { type Change, replay } from './replay'

export const command: Command = {
  name: 'replay',
  summary: {
    de: 'Liest und entscheidet gespeicherte Mails noch einmal, zeigt die Unterschiede',
    en: 'Reads and decides stored mails again, shows what differs',
  },
  usage: {
    de: 'postakte replay [--apply] [--json]\nOhne --apply wird nichts geändert. Was Menschen entschieden haben, bleibt in jedem Fall.',
    en: 'postakte replay [--apply] [--json]\nWithout --apply nothing is changed. What people decided stays in any case.',
  },
  async run(args, io) {
    const config = readConfig()
    const db = await openDb(config)
    const pool = new ReadingPool(await readOwn(db, config), config.POSTAKTE_WORKERS)
    let count = 0
    try {
      for await (const change of replay(db, pool, args.includes('--apply'))) {
        io.out(args.includes('--json') ? JSON.stringify(change) : line(change, io))
        count++
      }
    } finally {
      await pool.close()
      await db.close()
    }
    const words = texts[io.language].intake
    io.err(fill(args.includes('--apply') ? words.replayApplied : words.replayShown, { count: String(count) }))
    return 0
  },
}

const list = (sign: string, targets: readonly Target[]) => targets.map(({ kind, id }) => ` ${sign}${kind}:${id}`).join('')

const line = ({ mailId, subject, before, after, add, remove }: Change, io: CommandIo) =>
  fill(texts[io.language].intake.replayLine, {
    mail: mailId,
    subject,
    before,
    after,
    changes: `${list('+', add)}${list('−', remove)}`,
  })
