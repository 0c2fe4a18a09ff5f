import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { databases } from '../testing/databases'

describe.each(databases)('the database on $name', ({ open, close }) => {
  let db: Db
  beforeAll(async () => {
    db = await open()
  })
  afterAll(async () => {
    await db.close()
    await close()
  })
  const names = async (text: string) => (await db.query<{ name: string }>(text)).map(({ name }) => name)

  it('has row-level security on every table', async () => {
    expect(
      await names(
        `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relrowsecurity`,
      ),
    ).toEqual([])
  })
  it('has no view that reads with more rights than its reader', async () => {
    expect(
      await names(
        `select relname as name from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace
           and not coalesce('security_invoker=true' = any(reloptions), false) and has_table_privilege('postakte_api', oid, 'select')`,
      ),
    ).toEqual([])
  })
  it('fixes the search path of each function that works with its owner’s rights', async () => {
    expect(
      await names(
        `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
           and not exists (select from unnest(coalesce(proconfig, '{}')) one where one like 'search_path=public, pg_temp%')`,
      ),
    ).toEqual([])
  })
  it('gives the API no password, no token and no secret to read, and lets it delete nothing that must stay', async () => {
    const readable = async (table: string, column: string) =>
      (await db.query<{ may: boolean }>(`select has_column_privilege('postakte_api', $1, $2, 'select') as may`, [table, column]))[0]!.may
    for (const [table, column] of [
      ['users', 'password_hash'],
      ['users', 'subject'],
      ['tokens', 'hash'],
      ['mailboxes', 'secret'],
      ['mailboxes', 'refresh_token'],
      ['originals', 'bytes'],
      ['document_files', 'bytes'],
      ['settings', 'value'],
      ['webhooks', 'secret'],
      ['webhooks', 'secret_before'],
      ['webhook_deliveries', 'body'],
    ] as const)
      expect([table, column, await readable(table, column)]).toEqual([table, column, false])
    for (const table of ['mails', 'activities', 'filings', 'contacts', 'cases', 'opportunities', 'todos', 'users', 'originals'])
      expect([table, await db.query(`select has_table_privilege('postakte_api', $1, 'delete, truncate') as may`, [table])]).toEqual([
        table,
        [{ may: false }],
      ])
  })
  it('gives the API’s role no right beyond its grants', async () => {
    expect(
      await db.query(`select rolsuper, rolbypassrls, rolcreaterole, rolcanlogin from pg_roles where rolname = 'postakte_api'`),
    ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false }])
    expect(
      await names(
        `select tablename as name from pg_tables where schemaname = 'public' and pg_has_role('postakte_api', tableowner, 'member')`,
      ),
    ).toEqual([])
  })
})
