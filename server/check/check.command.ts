import { fill, texts } from '@postakte/shared/texts/texts'
import type { Command } from '../command'
import { readConfig } from '../config'
import { openDb } from '../db/open'
import { carelessSettings } from '../db/postgres'
import { readOwn } from '../intake/own'
import { ReadingPool } from '../intake/reading-pool'
import { optionValue } from '../options'
import { invariants } from './invariants'
import { readOtherwise } from './read-again'

/** Enough to see what is wrong; the rest is of the same kind. */
const mostNamed = 20

export const command: Command = {
  name: 'check',
  summary: {
    de: 'Prüft, ob in der Datenbank alles stimmt: keine Mail verloren, keine doppelt, kein Original verändert',
    en: 'Checks that all is right in the database: no mail lost, none twice, no original changed',
  },
  usage: {
    de: 'postakte check [--sample 200] [--json]\nLiest nur. --sample: so viele Mails werden aus ihrem Original noch einmal gelesen. Endet mit 1, wenn etwas nicht stimmt.\nDas Protokoll prüft „postakte journal verify“.',
    en: 'postakte check [--sample 200] [--json]\nOnly reads. --sample: so many mails are read once more from their originals. Ends with 1 when something is wrong.\nThe journal is checked by “postakte journal verify”.',
  },
  async run(args, io) {
    const config = readConfig()
    const db = await openDb(config)
    const pool = new ReadingPool(await readOwn(db, config), config.POSTAKTE_WORKERS)
    const words = texts[io.language].check
    const asJson = args.includes('--json')
    let wrong = 0
    const say = (name: keyof typeof words.invariants, ids: readonly string[]) => {
      wrong += ids.length > 0 ? 1 : 0
      if (asJson) io.out(JSON.stringify({ name, ok: ids.length === 0, ids }))
      else io.out(`${ids.length === 0 ? '✓' : '✗'} ${words.invariants[name]}${ids.length === 0 ? '' : ` ${ids.join(', ')}`}`)
    }
    try {
      if (db.kind === 'postgres') say('settings-careless', await carelessSettings(db))
      for (const { name, broken } of invariants) say(name, await broken(db, mostNamed))
      say(
        'read-otherwise',
        (await readOtherwise(db, async (bytes) => (await pool.read([bytes]))[0]!, Number(optionValue(args, '--sample') ?? 200))).slice(
          0,
          mostNamed,
        ),
      )
    } finally {
      await pool.close()
      await db.close()
    }
    io.err(wrong === 0 ? words.good : fill(words.bad, { count: String(wrong) }))
    return wrong === 0 ? 0 : 1
  },
}
