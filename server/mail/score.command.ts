import type { Command } from '../command'
import { scoreFolder, scoreTable } from './corpus-score'

export const command: Command = {
  name: 'score',
  summary: {
    de: 'Prüft das Lesen an einem Ordner von Testmails',
    en: 'Checks reading against a folder of test mails',
  },
  usage: {
    de: 'postakte score ORDNER [--failures [FELD]]',
    en: 'postakte score FOLDER [--failures [FIELD]]',
  },
  async run(args, io) {
    const checks = scoreFolder(args[0] ?? '.')
    const at = args.indexOf('--failures')
    const field = args[at + 1]
    const wrong = checks.filter((check) => !check.right && !check.quirk && (!field || check.field === field))
    if (at !== -1)
      for (const { suite, file, field: name, expected, got } of wrong)
        io.out(
          `${name} ${suite}/${file}\n  expected ${JSON.stringify(expected)?.slice(0, 400)}\n  got      ${JSON.stringify(got)?.slice(0, 400)}`,
        )
    io.out(scoreTable(checks))
    return 0
  },
}
