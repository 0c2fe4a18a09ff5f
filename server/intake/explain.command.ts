import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { directory as directoryShape } from '@postakte/shared/model/directory'
import { Problem } from '@postakte/shared/model/problem'
import { findingText } from '@postakte/shared/texts/finding-text'
import { fill, texts } from '@postakte/shared/texts/texts'
import { world } from '@postakte/shared/world/world'
import type { Command, CommandIo } from '../command'
import { readConfig, readSecret } from '../config'
import { optionValue } from '../options'
import { explainMail, explanationJson, targetsOf } from './explain'
import { againstDatabase, type Explain, type Explained } from './explain-database'
import { directoryLookUp, ownOf } from './pipeline/directory-look-up'

export const command: Command = {
  name: 'explain',
  summary: {
    de: 'Zeigt, wohin eine Mail abgelegt würde, und warum',
    en: 'Shows where a mail would be filed, and why',
  },
  usage: {
    de: `postakte explain MAIL.eml [--json] [--demo | --directory DATEI | --database]
postakte explain --jsonl [--demo | --directory DATEI | --database]   liest Pfade von der Standardeingabe
  --demo            gegen die Demo-Welt; das gilt auch ohne Angabe
  --directory DATEI gegen ein Verzeichnis (docs/develop.md)
  --database        gegen die Datenbank des Servers (DATABASE_URL, POSTAKTE_DATA)
Es wird nichts geschrieben.`,
    en: `postakte explain MAIL.eml [--json] [--demo | --directory FILE | --database]
postakte explain --jsonl [--demo | --directory FILE | --database]   reads paths from standard input
  --demo            against the demo world; counts when nothing else is named
  --directory FILE  against a directory (docs/develop.md)
  --database        against the server's database (DATABASE_URL, POSTAKTE_DATA)
Nothing is written.`,
  },
  async run(args, io) {
    refuseOthers(args)
    if (args.includes('--database')) return againstDatabase(readConfig(undefined, readSecret), (explain) => answer(args, explain, io))
    return answer(args, await againstDirectory(optionValue(args, '--directory')), io)
  },
}

const worlds = ['--demo', '--directory', '--database']
const options = new Set([...worlds, '--json', '--jsonl'])

/** A typo must not be answered against another world, nor two worlds at once. */
function refuseOthers(args: readonly string[]): void {
  const unknown = args.find((arg) => arg.startsWith('-') && !options.has(arg))
  const second = args.filter((arg) => worlds.includes(arg))[1]
  const wrong = unknown ?? second
  if (wrong) throw new Problem('command-word', { given: wrong, command: 'explain' })
}

async function answer(args: readonly string[], explain: Explain, io: CommandIo): Promise<number> {
  if (args.includes('--jsonl')) return explainStream(explain, io)
  const path = args.find((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--directory')
  if (!path) throw new Problem('no-file-named', { command: 'explain' })
  const explanation = await explain(await bytesOf(path))
  if (args.includes('--json')) io.out(JSON.stringify(explanationJson(explanation, io.language)))
  else for (const line of story(explanation, io)) io.out(line)
  return 0
}

async function againstDirectory(path: string | undefined): Promise<Explain> {
  const known = path === undefined ? world : await readDirectory(path)
  const own = ownOf(known, '')
  const lookUp = directoryLookUp(known)
  return async (bytes) => ({ ...(await explainMail(bytes, own, lookUp)), nameOf: ({ id }) => id })
}

async function readDirectory(path: string) {
  const parsed = directoryShape.safeParse(JSON.parse((await bytesOf(path)).toString('utf8')))
  if (!parsed.success)
    throw new Problem('directory-unreadable', {
      path,
      reason: parsed.error.issues[0]?.message ?? '',
      place: parsed.error.issues[0]?.path.join('.') ?? '',
    })
  return parsed.data
}

const bytesOf = (path: string) =>
  readFile(path).catch((error: unknown) => {
    throw new Problem('file-not-found', { path }, error)
  })

/** In a stream one unreadable file must not stop the others. */
async function explainStream(explain: Explain, io: CommandIo): Promise<number> {
  for await (const path of createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (path.trim() === '') continue
    try {
      io.out(
        JSON.stringify({
          file: path,
          ...explanationJson(await explain(await bytesOf(path.trim())), io.language),
        }),
      )
    } catch (error) {
      io.out(JSON.stringify({ file: path, error: String((error as Error).message) }))
    }
  }
  return 0
}

/** The way of the mail in plain sentences. */
function story({ unwrapped, clues, decision, nameOf }: Explained, io: CommandIo): string[] {
  const words = texts[io.language].explain
  return [
    fill(words.mail, {
      subject: unwrapped.subject,
      from: unwrapped.from.address,
      name: unwrapped.from.name,
      date: unwrapped.dateUtc ?? '–',
    }),
    ...unwrapped.hops.map((hop) => fill(words.hop, { kind: words.hops[hop.kind], by: hop.by?.address ?? '–' })),
    fill(words.kind, {
      class: words.classes[clues.class],
      direction: words.directions[clues.direction],
      trust: words.trusts[clues.trust],
    }),
    ...decision.findings.map((finding) => `  • ${findingText(finding, io.language)}`),
    fill(words.decisions[decision.kind], { targets: targetsOf(decision).map(nameOf).join(', ') }),
  ]
}
