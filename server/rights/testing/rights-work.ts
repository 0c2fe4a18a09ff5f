import type { TestApi } from '../../testing/api'
import type { RightsRecord } from '../can'
import type { MatrixRecord } from './rights-world'

/** Follow-ups, snippets and documents of every class that rights tell apart. `mail`: in Tim's own mailbox. */
export async function fillWork({ db, ids, id }: TestApi, { mail, archived }: { mail: string; archived: string }): Promise<MatrixRecord[]> {
  const team = (name: string) => ids.teams.get(name)!
  const user = (login: string) => ids.users.get(login)!
  const one = async (text: string, values: readonly unknown[]) =>
    (await db.query<{ id: string }>(`insert into ${text} returning id::text as id`, values))[0]!.id
  // A closed team without anybody: what leads may do elsewhere, they may not do there.
  const board = Number(await one(`teams (name, closed) values ('Vorstand', true)`, []))

  const followUp = async (name: string, column: string, at: string, rights: RightsRecord): Promise<MatrixRecord> => ({
    name: `follow-up at ${name}`,
    table: 'follow_ups',
    id: await one(`follow_ups (${column}, user_id, due_on, text, made_by) values ($1::text::bigint, $2, '2099-01-02', 'Nachsehen', $2)`, [
      at,
      user('nora'),
    ]),
    rights: { kind: 'follow-up', at: rights },
  })
  const snippet = async (name: string, owner: number | null, teamId: number | null, isDeleted = false): Promise<MatrixRecord> => ({
    name: `snippet ${name}`,
    table: 'snippets',
    id: await one(
      `snippets (name, language, text, search, owner_id, team_id, deleted_at) values ($1, 'de', 'Gruß', 'gruss', $2::int, $3::int, case when $4 then now() end)`,
      [name, owner, teamId, isDeleted],
    ),
    rights: { kind: 'snippet', audience: owner === null ? (teamId ?? 0) : -owner, deleted: isDeleted },
  })
  const document = async (name: string, teamId: number | null, isDeleted = false): Promise<MatrixRecord> => {
    const documentId = await one(`documents (name, search, team_id, deleted_at) values ($1, '', $2::int, case when $3 then now() end)`, [
      name,
      teamId,
      isDeleted,
    ])
    await db.query(
      `insert into document_files (document_id, number, file_name, type, bytes, by_user) values ($1::text::bigint, 1, 'x.txt', 'text/plain', 'x'::bytea, $2)`,
      [documentId, user('ruth')],
    )
    return {
      name: `document ${name}`,
      table: 'documents',
      id: documentId,
      rights: { kind: 'document', audience: teamId ?? 0, deleted: isDeleted },
    }
  }
  const atCase = (audience: number, status: 'open' | 'archived' = 'open') => ({ kind: 'case', audience, status }) as const
  const noras = await snippet('of Nora alone', user('nora'), null)
  const shared = await snippet('of everybody', null, null)
  for (const used of [noras, shared])
    await db.query(`insert into snippet_uses (user_id, snippet_id) values ($1, $2::text::bigint)`, [user('nora'), used.id])
  return [
    await followUp('a contact', 'contact_id', id('@contact/anna'), { kind: 'contact' }),
    await followUp('an open team’s case', 'case_id', id('@case/abo-umstellung'), atCase(team('Kundenservice'))),
    await followUp('an archived case', 'case_id', archived, atCase(team('Kundenservice'), 'archived')),
    await followUp('Nora’s private case', 'case_id', id('@case/mahnsperre'), atCase(-user('nora'))),
    await followUp('a closed team’s opportunity', 'opportunity_id', id('@opportunity/digital'), {
      kind: 'opportunity',
      audience: team('Personal'),
    }),
    await followUp('a mail to Tim’s own mailbox', 'mail_id', mail, { kind: 'mail', audiences: [-user('tim')] }),
    shared,
    await snippet('of an open team', null, team('Vertrieb')),
    await snippet('of a closed team', null, team('Personal')),
    noras,
    await snippet('of Nora alone, deleted', user('nora'), null, true),
    await snippet('of everybody, deleted', null, null, true),
    await document('of everybody', null),
    await document('of a closed team', team('Personal')),
    await document('of a closed team without anybody', board),
    await document('of everybody, deleted', null, true),
  ]
}
