import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HostUnderTest, hostContract } from '@postakte/panel/host/contract'
import { everyAbility, hostElsewhere } from '@postakte/panel/host/host-elsewhere'
import type { HostAbility, OpenItem } from '@postakte/panel/host/mail-host'
import { leftOut } from '@postakte/server/testing/components'
import { Problem } from '@postakte/shared/model/problem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginDraft, closeDrafts, draftNow, windowNumber } from './compose-window'
import { type House, openHouse, soon, user } from './house'
import { backToMail, openFolder, selectMail, selectNothing, tagsOf } from './mail-window'
import { bytesOf, mails } from './mails'
import { clickSide } from './side-panel-hands'
import { thunderbirdPath } from './thunderbird'

const page = 'probe.html#window'

describe.skipIf(leftOut("Thunderbird's adapter in Thunderbird", 'Thunderbird', thunderbirdPath()))('in Thunderbird itself', () => {
  let house: House
  const known = new Set<string>()
  beforeAll(async () => {
    house = await openHouse({ pages: { probe: 'testing/probe.ts' } })
    const { addIn, thunderbird } = house
    copyFileSync(join(import.meta.dirname, 'probe.html'), join(addIn, 'probe.html'))
    const manifest = join(addIn, 'manifest.json')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('options.html', 'probe.html'))
    deliver({ ...mails.lieferung, messageId: 'erste@huber-verlag.example' })
    await openFolder(thunderbird, 'INBOX', 1)
    await selectMail(thunderbird, 'erste@huber-verlag.example')
    await thunderbird.install(addIn)
    await clickSide(thunderbird, 'first')
    await thunderbird.page(page, () => until('the adapter', () => 'probe' in (window as any)))
    await backToMail(thunderbird)
  }, 240_000)
  afterAll(() => house?.close(), 60_000)

  const deliver = (mail: Parameters<typeof bytesOf>[0]) => {
    if (known.has(mail.messageId)) return
    known.add(mail.messageId)
    house.dovecot.deliver(user, bytesOf(mail))
  }
  const call = async (name: string, ...given: readonly unknown[]): Promise<any> => {
    const text = await house.thunderbird.page(
      page,
      (what, args) => (window as any).probe(what, args) as Promise<string>,
      name,
      JSON.stringify(given, (_, one) => (one instanceof Uint8Array ? [...one] : one)),
    )
    const outcome = JSON.parse(text)
    if ('code' in outcome) throw new Problem(outcome.code, outcome.facts)
    return outcome.value
  }
  const openInThunderbird = async (item: OpenItem | null): Promise<void> => {
    const { thunderbird } = house
    if (item === null) return selectNothing(thunderbird)
    if (item.kind === 'draft') {
      await beginDraft(thunderbird, item.people[0]!.address, item.subject)
      return call('follow', await windowNumber(thunderbird, 'msgcompose'))
    }
    const from = item.people.find(({ role }) => role === 'from')!
    deliver({
      from: `${from.name} <${from.address}>`,
      to: item.people
        .filter(({ role }) => role === 'to')
        .map(({ name, address }) => `${name} <${address}>`)
        .join(', '),
      subject: item.subject,
      messageId: item.messageId!,
    })
    await selectMail(thunderbird, item.messageId!)
  }

  const start = async (): Promise<HostUnderTest> => {
    const { thunderbird } = house
    await selectNothing(thunderbird)
    await call('fresh')
    await call('follow', await windowNumber(thunderbird, 'mail:3pane'))
    const abilities = new Set<HostAbility>()
    for (const one of everyAbility) if (await call('can', one)) abilities.add(one)
    const { host, tell } = hostElsewhere({ program: 'thunderbird', abilities, call })
    let heard = 0
    /** What the adapter has told by now. */
    const hear = async () => {
      const all = (await call('changes')) as readonly (OpenItem | null)[]
      for (const one of all.slice(heard)) tell(one)
      heard = all.length
    }
    return {
      host,
      open: async (item) => {
        await openInThunderbird(item)
        const wanted = item === null ? null : item.kind === 'read' ? item.messageId : item.subject
        await expect
          .poll(async () => {
            await hear()
            const current = host.current()
            return current === null ? null : current.kind === 'read' ? current.messageId : current.subject
          }, soon)
          .toBe(wanted)
      },
      draft: () => draftNow(thunderbird),
      isMarked: async (messageId) => (await tagsOf(thunderbird, messageId)).includes('Filed'),
      close: () => closeDrafts(thunderbird),
    }
  }
  hostContract('Thunderbird', start)

  it('gives the source as it came, byte for byte', async () => {
    const { host, open } = await start()
    const mail = mails.fremd
    deliver(mail)
    await selectMail(house.thunderbird, mail.messageId)
    await open({
      ...question,
      messageId: mail.messageId,
      subject: mail.subject,
      people: [{ address: 'niemand@unbekannt.example', name: '"Niemand, Bekanntes"', role: 'from' }],
    })
    const { bytes, how } = await host.source(host.current()!.key)
    expect([how, Buffer.from(bytes).toString()]).toEqual(['original', bytesOf(mail).toString()])
  })
})

const question: Extract<OpenItem, { readonly kind: 'read' }> = {
  kind: 'read',
  key: 'frage',
  messageId: null,
  thread: [],
  people: [],
  subject: '',
  sentAt: null,
  attachments: [],
  mailbox: null,
}
