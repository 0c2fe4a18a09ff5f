import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import type { Command, CommandIo } from '../command'
import type { Db, Query } from '../db/db'
import { withDb } from '../db/with-db'
import { writeJournal } from '../journal/journal'
import { atTerminal, idsByName, userNamed } from './by-name'
import { addMember, makeTeam, removeMember } from './teams'

export const command: Command = {
  name: 'team',
  summary: {
    de: 'Teams zeigen, anlegen, besetzen, schließen und öffnen, Kennung im Betreff einstellen',
    en: 'Lists and adds teams, changes members, closes and opens them, sets tags in subjects',
  },
  usage: {
    de: 'postakte team list [--json]\npostakte team add TEAM\npostakte team member TEAM LOGIN [--remove]\npostakte team close TEAM | open TEAM\npostakte team tag TEAM [--remove]\n  Was zu einem geschlossenen Team gehört, sehen nur seine Mitglieder.\n  tag: Was zu einem Vorgang des Teams gesendet wird, bekommt dessen Kennung in den Betreff; --remove: nicht mehr.',
    en: 'postakte team list [--json]\npostakte team add TEAM\npostakte team member TEAM LOGIN [--remove]\npostakte team close TEAM | open TEAM\npostakte team tag TEAM [--remove]\n  What belongs to a closed team is seen by its members alone.\n  tag: what is sent about a case of the team gets its tag into the subject; --remove: no longer.',
  },
  run: async ([verb = '', ...args], io) => {
    const act = verbs[verb]
    if (!act) throw new Problem('command-word', { given: verb, command: 'team' })
    return act(args, io)
  },
}

type Act = (args: readonly string[], io: CommandIo) => Promise<number>

const verbs: Readonly<Record<string, Act>> = {
  list: (args, io) =>
    withDb(async (db) => {
      const lines = await teamLines(db)
      if (args.includes('--json')) io.out(JSON.stringify(lines))
      else for (const line of lines) io.out(lineText(line, io))
      return 0
    }),
  add: ([team = ''], io) =>
    withDb(async (db) => {
      const name = team.trim()
      if (name === '' || name.length > 100 || name.startsWith('--'))
        throw new Problem('option-wrong', { name: 'TEAM', given: team, command: 'team' })
      await db.transaction(async (tx) => {
        const id = await makeTeam(tx, { name, closed: false, onReply: 'reopen', reopenDays: null, tagSubjects: false })
        await noted(tx, 'team.make', id, { name })
      })
      return said(io, 'teamAdded', { team: name })
    }),
  member: ([team = '', login = '', ...args], io) =>
    withDb(async (db) => {
      const [teamId] = await idsByName(db, 'teams', [team])
      const userId = await userNamed(db, login)
      const remove = args.includes('--remove')
      await db.transaction(async (tx) => {
        await (remove ? removeMember : addMember)(tx, teamId!, userId)
        await noted(tx, remove ? 'team.member-gone' : 'team.member', teamId!, { userId })
      })
      return said(io, remove ? 'memberRemoved' : 'memberAdded', { team, login })
    }),
  close: ([team = ''], io) => withDb((db) => setOn(db, team, 'closed', true, io)),
  open: ([team = ''], io) => withDb((db) => setOn(db, team, 'closed', false, io)),
  tag: ([team = '', ...args], io) => withDb((db) => setOn(db, team, 'tagSubjects', !args.includes('--remove'), io)),
}

/** What is on or off for a team, and what is said of either. */
const settings = {
  closed: { column: 'closed', said: { on: 'teamClosed', off: 'teamOpened' } },
  tagSubjects: { column: 'tag_subjects', said: { on: 'teamTags', off: 'teamTagsNot' } },
} as const

async function setOn(db: Db, team: string, setting: keyof typeof settings, on: boolean, io: CommandIo): Promise<number> {
  const { column, said: words } = settings[setting]
  const [id] = await idsByName(db, 'teams', [team])
  await db.transaction(async (tx) => {
    await tx.query(`update teams set ${column} = $2, version = version + 1 where id = $1 and ${column} <> $2`, [id, on])
    await noted(tx, 'team.change', id!, { [setting]: on })
  })
  return said(io, on ? words.on : words.off, { team })
}

const noted = (tx: Query, action: string, id: number, facts: Readonly<Record<string, unknown>>) =>
  writeJournal(tx, [{ ...atTerminal, action, kind: 'team', recordId: String(id), facts }])

type Sentence = 'teamAdded' | 'memberAdded' | 'memberRemoved' | 'teamClosed' | 'teamOpened' | 'teamTags' | 'teamTagsNot'
function said(io: CommandIo, key: Sentence, facts: Readonly<Record<string, string>>): number {
  io.out(fill(texts[io.language].people[key], facts))
  return 0
}

interface TeamLine {
  readonly name: string
  readonly closed: boolean
  readonly tagSubjects: boolean
  readonly members: readonly string[]
}

const teamLines = (db: Query): Promise<TeamLine[]> =>
  db.query(
    `select name, closed, on_reply as "onReply", reopen_days as "reopenDays", tag_subjects as "tagSubjects",
       (select coalesce(jsonb_agg(u.login order by u.login), '[]') from team_members m join users u on u.id = m.user_id where m.team_id = t.id) as members
     from teams t order by lower(name), id`,
  )

function lineText({ name, closed, tagSubjects, members }: TeamLine, { language }: CommandIo): string {
  const words = texts[language].people
  const is = [...(closed ? [words.closedTeam] : []), ...(tagSubjects ? [words.tagsTeam] : [])]
  return `${name.padEnd(24)} ${[members.join(', ') || words.none, ...is].join(' · ')}`
}
