import type { Query } from '../db/db'
import { caseCheck } from '../intake/pipeline/case-check'

export interface NewCase {
  readonly title: string
  readonly contactId: string | null
  readonly teamId: number | null
  readonly assigneeId: number | null
  readonly folderId: number | null
  readonly private: boolean
  readonly ownerId: number | null
  readonly type: 'case' | 'inquiry'
  /** Of the program that keeps it in step. */
  readonly externalId?: string
}

/** Gives it the next free number and the check of its tag, made with the server's secret. */
export async function insertCase(tx: Query, key: string, one: NewCase): Promise<string> {
  for (;;) {
    const [next] = await tx.query<{ number: string }>(`select nextval('case_numbers')::text as number`)
    const made = await insertNumbered(tx, key, next!.number, one)
    if (made !== null) return made
  }
}

/** With a number that another program gave; null when a case has it already. */
export async function insertNumbered(tx: Query, key: string, number: string, one: NewCase): Promise<string | null> {
  const [made] = await tx.query<{ id: string }>(
    `insert into cases (number, "check", title, contact_id, team_id, assignee_id, folder_id, private, owner_id, type, external_id)
     values ($1, $2, $3, $4::text::bigint, $5::int, $6::int, $7::int, $8::boolean, $9::int, $10, $11) on conflict (number) do nothing returning id::text as id`,
    [
      number,
      caseCheck(number, key),
      one.title,
      one.contactId,
      one.teamId,
      one.assigneeId,
      one.folderId,
      one.private,
      one.ownerId,
      one.type,
      one.externalId ?? null,
    ],
  )
  return made?.id ?? null
}
