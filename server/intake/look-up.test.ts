import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Directory, directory as directoryShape } from '@postakte/shared/model/directory'
import { world } from '@postakte/shared/world/world'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type LoadedIds, loadDirectory } from '../demo/load-directory'
import { readMail } from '../mail/read'
import { databases } from '../testing/databases'
import { mailBytes } from '../testing/mail'
import { lookUp } from './look-up'
import type { Clues, Decision, Target } from './pipeline/decision'
import { directoryLookUp, ownOf } from './pipeline/directory-look-up'
import { cluesOf, decideOn } from './pipeline/route'

/** Memory and mails already filed come from people and earlier mail; a directory that has them is left to the pipeline's test. */
const plain = (directory: Directory): Directory => ({ ...directory, mails: [], memory: [] })
const folder = join(import.meta.dirname, '../../../shared/filing-cases')
const cases = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'mail.eml'))) : []
if (cases.length === 0) console.warn('LEFT OUT: filing cases in one batch (no folder ../shared/filing-cases)')

const namesOf = (ids: LoadedIds) =>
  new Map(
    [...(['contacts', 'cases', 'opportunities'] as const)].flatMap((kind) =>
      [...ids[kind]].map(([name, id]) => [`${kind[0]}${kind[1]}${id}`, name]),
    ),
  )
const prefix = { contact: 'co', case: 'ca', opportunity: 'op' } as const

/** The decision in names, in any order of equals. */
function inNames(decision: Decision, name: (target: Target) => string | undefined) {
  const targets = decision.kind === 'file' ? decision.under : decision.kind === 'ask' ? decision.between : []
  const findings = decision.findings.map(
    ({ rule, target, confidence, effect }) => `${rule} ${target ? name(target) : '–'} ${confidence} ${effect}`,
  )
  return { kind: decision.kind, targets: targets.map(name).sort(), findings: findings.sort() }
}

describe.each(databases)('look-up in $name', (database) => {
  afterAll(() => database.close())

  async function compared(directory: Directory, mails: readonly Uint8Array[]) {
    const db = await database.open()
    try {
      const ids = await loadDirectory(db, directory)
      const names = namesOf(ids)
      const own = ownOf(directory, '')
      const clues: Clues[] = mails.map((bytes) => cluesOf(readMail(bytes), own).clues)
      const memory = directoryLookUp(directory)
      const known = await lookUp(db, clues)
      return clues.map((one) => ({
        inMemory: inNames(decideOn(one, memory(one)), ({ id }) => id),
        inDatabase: inNames(decideOn(one, known.of(one)), ({ kind, id }) => names.get(`${prefix[kind]}${id}`)),
      }))
    } finally {
      await db.close()
    }
  }

  it.skipIf(cases.length === 0)('decides the filing cases as the directory in memory does, in one batch', async () => {
    const directory = plain(directoryShape.parse(JSON.parse(readFileSync(join(folder, 'directory.json'), 'utf8'))))
    const common = cases.filter((name) => !existsSync(join(folder, name, 'directory.json')))
    const results = await compared(
      directory,
      common.map((name) => readFileSync(join(folder, name, 'mail.eml'))),
    )
    expect(results.map(({ inDatabase }, at) => [common[at], inDatabase])).toEqual(results.map(({ inMemory }, at) => [common[at], inMemory]))
  })

  it('finds by the name alone whom a colleague forwards, written either way', async () => {
    const forwards = ['Huber, Anna', 'ANNA HUBER', 'Huber Verlag GmbH', 'Müller, Jörg', 'Anna', 'Niemand, Nina'].map((name, at) =>
      mailBytes({
        from: 'Nora Stein <n.stein@sonnberg.example>',
        subject: 'WG: Abo',
        messageId: `n${at}@sonnberg.example`,
        text: `Von: ${name}\nGesendet: Sonntag, 1. März 2026 10:12\nAn: Zentrale\nBetreff: Abo\n\nGuten Tag`,
      } as never),
    )
    const results = await compared(plain(world), forwards)
    expect(results.map(({ inDatabase }) => inDatabase)).toEqual(results.map(({ inMemory }) => inMemory))
    expect(results.map(({ inDatabase: { kind, targets } }) => [kind, ...targets])).toEqual([
      ['ask', 'anna'],
      ['ask', 'anna'],
      ['ask', 'huber'],
      ['unmatched'],
      ['unmatched'],
      ['unmatched'],
    ])
  })

  it('decides random mails of the demo world as the directory in memory does', async () => {
    const directory = plain(world)
    const addresses = directory.contacts.flatMap((one) => [...one.addresses, ...one.roleAddresses])
    const mail = fc.record({
      from: fc.oneof(fc.constantFrom(...addresses), fc.constantFrom('fremd@gmx.de', 'neu@huber-verlag.example', 'x@unbekannt.example')),
      subject: fc.oneof(
        fc.constant('Frage'),
        fc.constantFrom(...directory.contacts.flatMap(({ number }) => (number ? [`[KD=${number}]`] : []))),
        fc.constantFrom(...directory.cases.map((one) => `AW: [VG=${one.number}-${one.check}]`)),
        fc.constant('[KD=999999]'),
      ),
      proven: fc.constantFrom('pass', 'fail', 'none'),
    })
    const mails = fc.sample(mail, { numRuns: 200, seed: 7 }).map((one, at) => mailBytes({ ...one, messageId: `r${at}@x.example` } as never))
    const results = await compared(directory, mails)
    expect(results.map(({ inDatabase }) => inDatabase)).toEqual(results.map(({ inMemory }) => inMemory))
  })
})
