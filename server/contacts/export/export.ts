import type { ContactFilter } from '@postakte/shared/api/contacts'
import type { importRoutes } from '@postakte/shared/api/import'
import { Problem } from '@postakte/shared/model/problem'
import { texts } from '@postakte/shared/texts/texts'
import type { Query } from '../../db/db'
import { where } from '../../db/where'
import type { Handler } from '../../http/api/call'
import { writeJournal } from '../../journal/journal'
import { filtered } from '../list'
import { csvCell } from './csv-cell'

/** Columns that the import of files reads back (server/contacts/columns.ts). */
const columns = [
  'number',
  'externalId',
  'kind',
  'name',
  'company',
  'companyNumber',
  'address',
  'phone',
  'phone2',
  'phone3',
  'owner',
  'active',
] as const
type Row = { readonly id: string } & Readonly<Record<(typeof columns)[number], string | null>>
const pageSize = 2_000

/** A list of contacts as CSV, page by page, each in a transaction of its own as the caller. */
export const exportContacts: Handler<(typeof importRoutes)['exportContacts']> = async ({ me, query, language, parts: { db } }) => {
  if (!me.permissions.has('contacts.read')) throw new Problem('not-allowed', { permission: 'contacts.read' })
  await writeJournal(db, [{ userId: me.id, via: 'api', action: 'contact.export', facts: { ...query } }])
  const names = texts[language].contacts.exported
  const head = `\ufeff${columns.map((column) => csvCell(names[column])).join(';')}\r\n`
  const pages = pagesOf((after) => db.as(me, (tx) => page(tx, query, after)))
  return new Response(streamOf(head, pages), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${language === 'de' ? 'kontakte' : 'contacts'}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}

async function* pagesOf(ask: (after: string | undefined) => Promise<Row[]>): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    const rows = await ask(after)
    yield rows.map((row) => `${columns.map((column) => csvCell(row[column] ?? '')).join(';')}\r\n`).join('')
    if (rows.length < pageSize) return
    after = rows.at(-1)!.id
  }
}

const streamOf = (head: string, pages: AsyncGenerator<string>) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
    pull: async (controller) => {
      const { value, done } = await pages.next()
      if (done) controller.close()
      else controller.enqueue(new TextEncoder().encode(value))
    },
    cancel: async () => void (await pages.return(undefined)),
  })

function page(tx: Query, filter: ContactFilter, after: string | undefined): Promise<Row[]> {
  const { text, parameters } = where([...filtered(filter), ['c.id > ?::text::bigint', after]])
  return tx.query<Row>(
    `select c.id::text as id, c.number, c.external_id as "externalId", c.kind, c.name, k.name as company, k.number as "companyNumber",
       (select string_agg(a.address, ' ' order by a.position, a.address) from contact_addresses a where a.contact_id = c.id) as address,
       t.phones[1] as phone, t.phones[2] as phone2, t.phones[3] as phone3, u.login as owner, case when c.active then '1' else '0' end as active
     from contacts c left join contacts k on k.id = c.company_id left join users u on u.id = c.owner_id
       left join lateral (select array_agg(p.phone order by p.position, p.phone) as phones from contact_phones p where p.contact_id = c.id) t on true ${text} order by c.id limit ${pageSize}`,
    parameters,
  )
}
