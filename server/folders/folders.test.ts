import { casesRoutes } from '@postakte/shared/api/cases'
import { foldersRoutes } from '@postakte/shared/api/folders'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { refused } from '../testing/refused'

const routes = { ...casesRoutes, ...foldersRoutes }

describe.each(databases)('folders for cases on $name', ({ open, close }) => {
  let api: TestApi
  let made = 0
  let abos: number
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  beforeEach(async () => {
    abos = (await make({ name: `Abos ${++made}`, teamId: team('Kundenservice') })).id
  })
  const team = (name: string) => Number(api.id(`@team/${name}`))
  const make = (body: { name: string; parentId?: number; teamId?: number | null }, login = 'ruth') =>
    api.call(login, routes.makeFolder, { body })
  const inside = async (parentId: number, name: string) => (await make({ name, parentId })).id
  const change = (id: number, body: { name?: string; parentId?: number | null }, version = 1) =>
    api.call('ruth', routes.changeFolder, { params: { folderId: String(id) as never }, body: { version, ...body } })
  const remove = (id: number, login = 'ruth') =>
    api.call(login, routes.removeFolder, { params: { folderId: String(id) as never }, query: {} })
  const names = async (login: string) => (await api.call(login, routes.listFolders, {})).items.map(({ name }) => name)
  const newCase = (login: string, body: Record<string, unknown>) =>
    api.call(login, routes.makeCase, { body: { title: 'Im Ordner', teamId: team('Kundenservice'), ...body } })

  it('hold folders of the same team, and cases', async () => {
    const child = await make({ name: 'Kündigungen', parentId: abos })
    expect(child).toMatchObject({ parentId: abos, teamId: team('Kundenservice'), version: 1 })
    const { id, version } = await newCase('nora', { folderId: abos })
    const moved = await api.call('nora', routes.changeCase, { params: { caseId: id }, body: { version, folderId: child.id } })
    expect(moved.folder).toEqual({ id: child.id, name: 'Kündigungen' })
    const listed = async (folder: number) =>
      (await api.call('nora', routes.listCases, { query: { folder: folder as never } })).items.map((one) => one.id)
    expect([await listed(abos), await listed(child.id)]).toEqual([[], [id]])
  })
  it('are made by those who may', async () => {
    expect(await refused(make({ name: 'Noras' }, 'nora'))).toBe('not-allowed')
    expect(await refused(remove(abos, 'nora'))).toBe('not-allowed')
    expect(await names('nora')).toContain(`Abos ${made}`)
  })
  it('of a closed team are for its members; a case in one shows no folder to others', async () => {
    const { id } = await make({ name: 'Personalakten', teamId: team('Personal') })
    const open = await newCase('ruth', { folderId: id })
    expect([(await names('ruth')).includes('Personalakten'), (await names('nora')).includes('Personalakten')]).toEqual([true, false])
    const seen = (login: string) => api.call(login, routes.getCase, { params: { caseId: open.id } })
    expect([(await seen('ruth')).folder?.name, (await seen('nora')).folder]).toEqual(['Personalakten', null])
    expect(await refused(newCase('nora', { folderId: id }))).toBe('record-unknown')
    expect(await refused(make({ name: 'Unter fremdem Dach', parentId: id, teamId: team('Kundenservice') }))).toBe('folder-other-team')
    expect(await refused(change(abos, { parentId: id }))).toBe('folder-other-team')
  })
  it('have names that differ where they stand side by side', async () => {
    await inside(abos, 'Offen')
    expect(await refused(inside(abos, 'Offen'))).toBe('folder-exists')
    const other = await inside(abos, 'Erledigt')
    expect(await refused(change(other, { name: 'Offen' }))).toBe('folder-exists')
    expect(await refused(make({ name: `Abos ${made}`, teamId: team('Kundenservice') }))).toBe('folder-exists')
    expect(await refused(make({ name: `Abos ${made}`, teamId: null }))).toBe('done')
  })
  it('keep to the version that was seen', async () => {
    expect(await change(abos, { name: `Neue Abos ${made}` })).toMatchObject({ name: `Neue Abos ${made}`, version: 2 })
    await expect(change(abos, { name: 'Alte Abos' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
      answer: { current: { version: 2 } },
    })
  })
  it('never lie in themselves', async () => {
    const child = await inside(abos, 'Kind')
    const grandchild = await inside(child, 'Enkel')
    for (const parentId of [abos, child, grandchild]) expect(await refused(change(abos, { parentId }))).toBe('folder-circle')
    expect(await refused(change(grandchild, { parentId: null }))).toBe('done')
    const write = api.db.query(`update folders set parent_id = $2 where id = $1`, [abos, child])
    await expect(write).rejects.toMatchObject({ code: '23514' })
  })
  it('never lie in themselves, whatever is moved where at the same moment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(4), fc.option(fc.nat(4))), { minLength: 2, maxLength: 8 }), async (moves) => {
        const ids: number[] = []
        for (let n = 0; n < 5; n++) ids.push((await make({ name: `Baum ${++made}` })).id)
        const version = async (id: number) => (await api.call('ruth', routes.listFolders, {})).items.find((one) => one.id === id)!.version
        const results = await Promise.all(
          moves.map(async ([from, to]) =>
            refused(change(ids[from]!, { parentId: to === null ? null : ids[to]! }, await version(ids[from]!))),
          ),
        )
        for (const result of results) expect(['done', 'folder-circle', 'changed-meanwhile']).toContain(result)
        const parents = new Map((await api.call('ruth', routes.listFolders, {})).items.map(({ id, parentId }) => [id, parentId]))
        for (const id of ids) {
          const way = new Set<number>()
          for (let at: number | null = id; at !== null; at = parents.get(at) ?? null) {
            expect(way.has(at)).toBe(false)
            way.add(at)
          }
        }
      }),
      { numRuns: 12 },
    )
  })

  describe('are removed', () => {
    it('when they are empty', async () => {
      const child = await inside(abos, 'Kind')
      const { id } = await newCase('nora', { folderId: child })
      expect([await refused(remove(abos)), await refused(remove(child))]).toEqual(['folder-not-empty', 'folder-not-empty'])
      await api.call('nora', routes.changeCase, { params: { caseId: id }, body: { version: 1, folderId: null } })
      expect([await refused(remove(child)), await refused(remove(abos)), await refused(remove(abos))]).toEqual([
        'done',
        'done',
        'record-unknown',
      ])
    })
    it('even if somebody’s private case lies there, of which the remover must not hear: it moves up', async () => {
      const child = await inside(abos, 'Kind')
      const { id } = await newCase('nora', { folderId: child, private: true })
      expect(await refused(remove(child))).toBe('done')
      expect((await api.call('nora', routes.getCase, { params: { caseId: id } })).folder?.id).toBe(abos)
    })
    it('or take the case that comes in at the same moment, never both', async () => {
      for (let round = 0; round < 5; round++) {
        const child = await inside(abos, `Eilig ${round}`)
        const [removed, filed] = await Promise.all([refused(remove(child)), refused(newCase('nora', { folderId: child }))])
        expect([removed, filed].filter((one) => one === 'done').length).toBe(1)
      }
    })
  })
})
