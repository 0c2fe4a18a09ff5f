import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { databases } from '../../testing/databases'
import { openContacts } from '../contacts-file'
import { importContacts } from '../import-contacts'
import { csvCell, fromCsvCell } from './csv-cell'

describe('a cell', () => {
  it.each(["=cmd|'/c calc'!A0", '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '  =1', '"=1', "'=1", '+49 30 1', '|x', ' \u00a0＋1'])(
    '%j is text to a spreadsheet',
    (text) => {
      const [[shown]] = parse(csvCell(text), { delimiter: ';' }) as [[string]]
      expect(shown).toBe(`'${text}`)
    },
  )
  it.each(['-12', '-12,5', '-0.5', 'Huber Verlag', 'a=b', 'x@y.example', '10023', ''])('%j stays as it is', (text) => {
    expect(csvCell(text)).toBe(text)
  })
  it('is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@|%\t"\';\n\r aä1,') }), (text) => {
        const [row] = parse(`${csvCell(text)};z`, { delimiter: ';' }) as [string[]]
        expect(fromCsvCell(row[0]!)).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})

describe.each(databases)('exporting contacts on $name', ({ open, close }) => {
  let api: TestApi
  let folder: string
  beforeAll(async () => {
    api = await startApi(await open('world'))
    folder = mkdtempSync(join(tmpdir(), 'postakte-export-'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await api.close()
    await close()
  })
  const csv = async (login: string, query = '') => api.send(login, 'GET', `/api/export/contacts${query}`)

  it('gives what the import takes back unchanged', async () => {
    await api.db.query(
      `insert into contact_phones (contact_id, phone, position) values ($1::text::bigint, '+49 30 1', 0), ($1::text::bigint, '0171 2', 1)`,
      [api.id('@contact/anna')],
    )
    const response = await csv('ada', '?active=all')
    expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="kontakte.csv"',
    ])
    const text = await response.text()
    expect(text).toContain("10024;;person;Anna Huber;Huber Verlag GmbH;10023;anna@huber-verlag.example;'+49 30 1;0171 2;;;1")
    const path = join(folder, 'kontakte.csv')
    writeFileSync(path, text)
    expect(await importContacts(api.db, await openContacts(path))).toMatchObject({ created: 0, changed: 0, unchanged: 13, refused: 0 })
  })
  it('gives every page, and only what was asked for', async () => {
    await api.db.query(
      `insert into contacts (kind, name, stage) select 'person', 'Interessent ' || g, 'lead' from generate_series(1, 4100) g`,
    )
    const lines = (await (await csv('ada', '?stage=lead')).text()).trimEnd().split('\r\n')
    expect([lines.length, new Set(lines).size, lines[1]]).toEqual([4101, 4101, ';;person;Interessent 1;;;;;;;;1'])
  })
  it('is for those who may import', async () => {
    expect((await csv('ruth')).status).toBe(403)
    expect(await api.db.query(`select count(*)::int as n from journal where action = 'contact.export'`)).toEqual([{ n: 2 }])
  })
})
