import { createHash } from 'node:crypto'
import { documentRoutes, mostDocumentBytes } from '@postakte/shared/api/documents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { refused } from '../testing/refused'

const { listDocuments, getDocument, getDocumentContent, addDocument, addDocumentFile, changeDocument, deleteDocument, undeleteDocument } =
  documentRoutes
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe.each(databases)('documents on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('work'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  const add = (login: string, name: string, text: string, more: { teamId?: string; fileName?: string; type?: string } = {}) =>
    api.call(login, addDocument, { query: { name, fileName: `${name}.txt`, ...more }, body: bytesOf(text) })
  const content = async (login: string, documentId: string, number?: string) =>
    (await api.call(login, getDocumentContent, { params: { documentId }, query: number === undefined ? {} : { number } })).text()
  const names = async (login: string, q?: string) =>
    (await api.call(login, listDocuments, { query: q === undefined ? {} : { q } })).items.map(({ name }) => name)

  it('are found by a few letters, in any spelling, as far as one may see them', async () => {
    await add('ruth', 'Übersicht Anzeigengrößen', 'x')
    for (const q of ['übers', 'uebers', 'ubersicht', 'ANZEIGENGRÖSSEN', 'größen übersicht', 'groessen'])
      expect([q, await names('lisa', q)]).toEqual([q, ['Übersicht Anzeigengrößen']])
    expect(await names('lisa', 'preis')).toEqual(['Preisliste 2026'])
    expect(await names('lisa', '%')).toEqual([])
    expect([await names('nora', 'personal'), await names('ruth', 'personal')]).toEqual([[], ['Personalbogen']])
  })
  it('come in pages by name', async () => {
    const walked: string[] = []
    for (let after: string | undefined; ; ) {
      const { items, next } = await api.call('ruth', listDocuments, { query: { limit: 2, ...(after === undefined ? {} : { after }) } })
      walked.push(...items.map(({ name }) => name))
      if (next === null) break
      after = next
    }
    expect(walked).toEqual(await names('ruth'))
    expect(new Set(walked).size).toBe(walked.length)
  })
  it('keep every file that they were, byte for byte', async () => {
    const { id, file } = await add('ruth', 'Bedingungen', 'erste Fassung', { type: 'text/plain' })
    expect(file).toMatchObject({
      number: 1,
      type: 'text/plain',
      size: 13,
      sha256: createHash('sha256').update('erste Fassung').digest('hex'),
      by: { name: 'Ruth Özdemir' },
    })
    const params = { documentId: id }
    await api.call('ruth', addDocumentFile, { params, query: { version: '1', fileName: 'neu.txt' }, body: bytesOf('zweite Fassung') })
    expect(
      await refused(api.call('ruth', addDocumentFile, { params, query: { version: '1', fileName: 'alt.txt' }, body: bytesOf('x') })),
    ).toBe('changed-meanwhile')
    expect((await api.call('lisa', getDocument, { params })).files.map(({ number, fileName }) => [number, fileName])).toEqual([
      [2, 'neu.txt'],
      [1, 'Bedingungen.txt'],
    ])
    expect([await content('lisa', id), await content('lisa', id, '1'), await refused(content('lisa', id, '3'))]).toEqual([
      'zweite Fassung',
      'erste Fassung',
      'record-unknown',
    ])
  })
  it('are saved by the browser under a safe name, never shown, and in parts', async () => {
    const page = '<script>alert(1)</script>'
    const { id } = await add('ruth', 'Seite', page, { fileName: '..\\..\\größe\u202e"fdp.html', type: 'text/html' })
    const response = await api.send('lisa', 'GET', `/api/documents/${id}/content`, undefined, { Range: 'bytes=0-6' })
    expect([response.status, await response.text()]).toEqual([206, '<script'])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="gro_e__fdp.html"; filename*=UTF-8''gr%C3%B6%C3%9Fe%EF%BF%BD_fdp.html`,
      'x-content-type-options': 'nosniff',
      'content-range': `bytes 0-6/${page.length}`,
    })
  })
  it('are nobody’s outside the team, whatever is asked of them', async () => {
    const params = { documentId: api.id('@document/personalbogen') }
    for (const call of [
      () => api.call('nora', getDocument, { params }),
      () => content('nora', params.documentId),
      () => api.call('erp', getDocument, { params }),
    ])
      expect(await refused(call())).toBe('record-unknown')
    expect(await content('ruth', params.documentId)).toBe('Name, Anschrift')
  })
  it('are changed only by those who may, and given to no team that they do not see', async () => {
    expect(await refused(add('nora', 'Meins', 'x'))).toBe('not-allowed')
    await api.db.query(`insert into teams (name, closed) values ('Vorstand', true)`)
    const [board] = await api.db.query<{ id: number }>(`select id from teams where name = 'Vorstand'`)
    expect(await refused(add('ruth', 'Für den Vorstand', 'x', { teamId: String(board!.id) }))).toBe('record-unknown')
    const params = { documentId: api.id('@document/agb') }
    expect(await refused(api.call('ruth', changeDocument, { params, body: { version: 1, teamId: board!.id } }))).toBe('record-unknown')
    expect(await api.call('ruth', changeDocument, { params, body: { version: 1, teamId: api.ids.teams.get('Personal')! } })).toMatchObject({
      team: { name: 'Personal' },
      version: 2,
    })
    expect(await refused(api.call('nora', getDocument, { params }))).toBe('record-unknown')
  })
  it('are gone when deleted, and come back', async () => {
    const { id } = await add('ruth', 'Veraltet', 'x')
    const params = { documentId: id }
    await api.call('ruth', deleteDocument, { params, body: { version: 1 } })
    expect([
      await names('ruth', 'veraltet'),
      await refused(api.call('nora', getDocument, { params })),
      await refused(content('nora', id)),
    ]).toEqual([[], 'record-unknown', 'record-unknown'])
    expect(await api.call('ruth', undeleteDocument, { params })).toMatchObject({ deleted: false, version: 3 })
    expect(await names('nora', 'veraltet')).toEqual(['Veraltet'])
  })
  it('are neither empty nor too large', async () => {
    expect(await refused(add('ruth', 'Leer', ''))).toBe('document-empty')
    expect(await names('ruth', 'leer')).toEqual([])
    const response = await api.send('ruth', 'POST', '/api/documents?name=x&fileName=x', new Uint8Array(mostDocumentBytes + 1))
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([413, 'request-too-large'])
  })
})
