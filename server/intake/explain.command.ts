import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { directory as directoryShape } from '@postakte/shared/model/directory'
import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import { world } from '@postakte/shared/world/world'
import type { Command, CommandIo } from '../command'
import { readConfig } from '../config'
import { openDb } from '../db/open'
import { optionValue } from '../options'
import { type Explanation, explainMail, explanationJson, findingText } from './explain'
import { lookUp } from './look-up'
import { ownFromPlain, readOwn } from './own'
import { directoryLookUp, ownOf } from './pipeline/directory-look-up'

export const command: Command = {
  name: 'explain',
  summary: {
    de: 'Zeigt, wohin eine Mail abgelegt würde, und warum',
    en: 'Shows where a mail would be filed, and why',
  },
  usage: {
    de: 'postakte explain MAIL.eml [--json] [--directory DATEI | --database]\npostakte explain --jsonl --directory DATEI   liest Pfade von der Standardeingabe\nOhne --directory gilt die Demo-Welt. Es wird nichts geschrieben.',
    en: 'postakte explain MAIL.eml [--json] [--directory FILE | --database]\npostakte explain --jsonl --directory FILE   reads paths from standard input\nWithout --directory the demo world counts. Nothing is written.',
  },
  async run(args, io) {
    if (args.includes('--database')) return againstDatabase((explain) => answer(args, explain, io))
    return answer(args, await explainer(optionValue(args, '--directory')), io)
  },
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

type Explain = (bytes: Uint8Array) => Promise<Explanation>

async function explainer(path: string | undefined): Promise<Explain> {
  const known = path === undefined ? world : await readDirectory(path)
  const own = ownOf(known, '')
  const lookUp = directoryLookUp(known)
  return (bytes) => explainMail(bytes, own, lookUp)
}

async function againstDatabase(work: (explain: Explain) => Promise<number>): Promise<number> {
  const config = readConfig()
  const db = await openDb(config)
  try {
    const own = ownFromPlain(await readOwn(db, config))
    return await work((bytes) => explainMail(bytes, own, async (clues) => (await lookUp(db, [clues])).of(clues)))
  } finally {
    await db.close()
  }
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
function story({ unwrapped, clues, decision }: Explanation, io: CommandIo): string[] {
  const words = texts[io.language].explain
  const targets = decision.kind === 'file' ? decision.under : decision.kind === 'ask' ? decision.between : []
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
    fill(words.decisions[decision.kind], { targets: targets.map(({ id }) => id).join(', ') }),
  ]
}
