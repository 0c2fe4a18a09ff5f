import { templateInstallation } from '@postakte/shared/outlook/installation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { databases } from '../testing/databases'
import { ownManifest } from './own-manifest'

const base = 'https://post.sonnberg.example'

describe.each(databases)("an installation's own manifest on $name", ({ open, close }) => {
  let db: Db
  beforeAll(async () => {
    db = await open()
  })
  afterAll(async () => {
    await db.close()
    await close()
  })

  it('has an id of its own that stays, whoever asks at once', async () => {
    const asked = await Promise.all([1, 2, 3, 4].map(() => ownManifest(db, base)))
    expect(new Set(asked.map(({ xml }) => xml)).size).toBe(1)
    expect(asked[0]!.version).toBe('1.0.0.0')
    expect(asked[0]!.id).not.toBe(templateInstallation.id)
    expect(asked[0]!.xml).toContain(`<Id>${asked[0]!.id}</Id>`)
  })
  it('rises in version when its content changes, also back again, and keeps its id', async () => {
    const { id } = await ownManifest(db, base)
    const moved = await Promise.all([1, 2, 3].map(() => ownManifest(db, 'https://akte.sonnberg.example')))
    const back = await ownManifest(db, base)
    expect([...moved, back].map((one) => [one.id, one.version])).toEqual([...moved.map(() => [id, '1.0.1.0']), [id, '1.0.2.0']])
    expect(await ownManifest(db, base)).toEqual(back)
  })
  it('is not made for an address that Outlook refuses', async () => {
    await expect(ownManifest(db, 'http://post.sonnberg.example')).rejects.toMatchObject({ code: 'manifest-base' })
  })
})
