import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from './command'
import { terminalLanguage } from './language'

/** Each command is loaded when it is asked for, so that `parse` starts without a database. One line a command. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  check: () => import('./check/check.command'),
  doctor: () => import('./doctor/doctor.command'),
  explain: () => import('./intake/explain.command'),
  'import contacts': () => import('./contacts/import-contacts.command'),
  'import archive': () => import('./intake/sources/archive/import-archive.command'),
  journal: () => import('./journal/journal.command'),
  mailbox: () => import('./mailboxes/mailbox.command'),
  parse: () => import('./mail/parse.command'),
  quarantine: () => import('./intake/quarantine.command'),
  replay: () => import('./intake/replay.command'),
  score: () => import('./mail/score.command'),
  team: () => import('./users/team.command'),
  token: () => import('./sign-in/token.command'),
  user: () => import('./users/user.command'),
}

const language = terminalLanguage(process.env)
const io: CommandIo = {
  language,
  input: process.stdin,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
}

async function main(argv: readonly string[]): Promise<number> {
  const name = [2, 1].map((words) => argv.slice(0, words).join(' ')).find((words) => words in commands)
  if (!name) return help(argv)
  const { command } = await commands[name]!()
  const args = argv.slice(name.split(' ').length)
  if (args.includes('--help')) {
    io.out(command.usage[language])
    return 0
  }
  return command.run(args, io)
}

async function help(argv: readonly string[]): Promise<number> {
  const all = await Promise.all(Object.values(commands).map(async (load) => (await load()).command))
  const lines = all.map((command) => `  ${command.name.padEnd(18)} ${command.summary[language]}`)
  io.out(['postakte COMMAND [--help]', ...lines].join('\n'))
  return argv.length === 0 || argv[0] === '--help' ? 0 : 2
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    io.err(error instanceof Problem ? problemText(error, language) : String((error as Error)?.stack ?? error))
    process.exitCode = error instanceof Problem ? 2 : 70
  },
)
