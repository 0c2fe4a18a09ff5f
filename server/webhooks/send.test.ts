import { webhookRoutes } from '@postakte/shared/api/webhooks'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { writeEvents } from '../events/write'
import { databases } from '../testing/databases'
import { type Answers, type Receiver, startReceiver } from '../testing/receiver'
import { until } from '../testing/until'
import { startWebhookHouse, type WebhookHouse } from '../testing/webhook-house'

const warnings: Error[] = []
const warned = (warning: Error) => warnings.push(warning)

describe.each(databases)('webhooks on $name', (database) => {
  let house: WebhookHouse
  const receivers: Receiver[] = []
  beforeAll(async () => {
    process.on('warning', warned)
    house = await startWebhookHouse(database)
  })
  afterEach(async () => {
    await house.stopSenders()
    await house.db.query('delete from webhooks')
    await Promise.all(receivers.splice(0).map((one) => one.stop()))
  })
  afterAll(async () => {
    process.off('warning', warned)
    await house.close()
    expect(warnings).toEqual([])
  })

  const receiver = async (answers?: Answers) => receivers[receivers.push(await startReceiver(answers)) - 1]!
  const user = (login: string) => house.ids.users.get(login)!
  const caseEvent = (id: string, audience = 0) => ({ kind: 'case' as const, audiences: [audience], data: { id } })
  const deliveries = async (webhookId: string) =>
    (await house.ask('ada', webhookRoutes.listDeliveries, { params: { webhookId }, query: {} })).items
  const webhooks = async () => (await house.ask('ada', webhookRoutes.listWebhooks, { query: {} })).items
  const settled = (webhookId: string) =>
    until(async () => {
      const all = await deliveries(webhookId)
      return all.length > 0 && all.every(({ state }) => state !== 'waiting')
    })

  it('tell another system what happens, signed so that any Standard Webhooks library verifies it', async () => {
    const erp = await receiver()
    const { id, secret } = await house.webhook(erp.url, ['case', 'contact'])
    await house.sender()
    await house.happen(
      caseEvent('12'),
      { kind: 'todo', audiences: [0], data: { id: '5' } },
      { kind: 'contact', audiences: [0], data: { id: '7' } },
    )
    await until(() => erp.received.length === 2)
    const told = erp.received.map(
      ({ body, headers }) => new Webhook(secret).verify(body, headers as Record<string, string>) as Record<string, unknown>,
    )
    expect(told.map(({ type, data }) => [type, data])).toEqual([
      ['case', { id: '12', event: expect.stringMatching(/^\d+$/), by: null }],
      ['contact', { id: '7', event: expect.stringMatching(/^\d+$/), by: null }],
    ])
    expect(new Set(erp.ids()).size).toBe(2)
    await settled(id)
    expect((await deliveries(id)).map(({ kind, state, attempts, lastStatus }) => [kind, state, attempts, lastStatus])).toEqual([
      ['contact', 'delivered', 1, 204],
      ['case', 'delivered', 1, 204],
    ])
    expect(await webhooks()).toMatchObject([{ active: true, waiting: 0, lastStatus: 204, lastFailure: null }])
  })
  it('tell nothing that did not happen in the end, and nothing from before they were there', async () => {
    const erp = await receiver()
    await house.happen(caseEvent('1'))
    const { id } = await house.webhook(erp.url)
    await house.sender()
    const failing = house.db.transaction(async (tx) => {
      await writeEvents(tx, [caseEvent('2')], null)
      throw new Error('the case could not be saved')
    })
    await expect(failing).rejects.toThrow('could not be saved')
    await house.happen(caseEvent('3'))
    await settled(id)
    expect(erp.received.map(({ body }) => JSON.parse(body).data.id)).toEqual(['3'])
  })
  it('tell what their maker may see, as long as the maker may', async () => {
    const erp = await receiver()
    const { id } = await house.webhook(erp.url, ['case', 'todo', 'mail'])
    await house.db.query(`update webhooks set scopes = '{cases.read,webhooks.manage}' where id = $1::text::bigint`, [id])
    await house.sender()
    await house.happen(
      caseEvent('of nora alone', -user('nora')),
      caseEvent('of personnel', house.ids.teams.get('Personal')!),
      { kind: 'mail', audiences: [0], data: { id: 'not in the scope' } },
      caseEvent('of all'),
    )
    await settled(id)
    expect(erp.received.map(({ body }) => JSON.parse(body).data.id).toSorted()).toEqual(
      ['of all', 'of personnel'].filter((one) => one === 'of all'),
    )
    // Somebody must stay who manages users.
    await house.db.query(`insert into user_roles (user_id, role_id) select $1, id from roles where name = 'admin'`, [user('tim')])
    await house.db.query('update users set active = false where id = $1', [user('ada')])
    await house.happen(caseEvent('while Ada is gone'))
    await until(
      async () =>
        (
          await house.db.query(
            `select 1 from settings where key = 'webhooks-read' and (value ->> 'upTo')::bigint = (select max(id) from events)`,
          )
        ).length === 1,
    )
    await house.db.query('update users set active = true where id = $1', [user('ada')])
    await house.db.query('update tokens set ended_at = null, end_reason = null where user_id = $1', [user('ada')])
    await house.happen(caseEvent('when she is back'))
    await until(() => erp.received.length === 2)
    expect(JSON.parse(erp.received[1]!.body).data.id).toBe('when she is back')
  })
  it('do not send what their maker may no longer see when it is sent', async () => {
    const erp = await receiver(() => 500)
    const { id } = await house.webhook(erp.url)
    await house.sender({ waits: [0.2, 60, 60] })
    await house.happen(caseEvent('1', house.ids.teams.get('Personal')!))
    await until(() => erp.received.length === 1)
    await house.db.query(`update webhooks set scopes = '{webhooks.manage}'`)
    await settled(id)
    expect(await deliveries(id)).toMatchObject([{ state: 'failed', lastFailure: 'not-allowed' }])
    expect(erp.received.length).toBe(1)
  })
  it('try again with the same id until the message is taken', async () => {
    const erp = await receiver((count) => [500, 'cuts' as const, 302, 200][count - 1]!)
    const { id } = await house.webhook(erp.url)
    await house.sender()
    await house.happen(caseEvent('1'))
    await settled(id)
    expect(new Set(erp.ids()).size).toBe(1)
    expect(new Set(erp.received.map(({ body }) => body)).size).toBe(1)
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 4, lastStatus: 200, messageId: erp.ids()[0] }])
  })
  it('give a message up after so many attempts, show it, and try it again when somebody says so', async () => {
    let well = false
    const erp = await receiver((_, { body }) => (well || JSON.parse(body).data.id === '1' ? 200 : 503))
    const { id } = await house.webhook(erp.url)
    await house.sender({ waits: [600, 0, 0] })
    await house.happen(caseEvent('2'))
    await until(async () => (await deliveries(id)).some(({ lastStatus }) => lastStatus === 503))
    await house.happen(caseEvent('1'))
    await until(async () => (await deliveries(id)).some(({ state }) => state === 'delivered'))
    await house.db.query(`update webhook_deliveries set next_at = now() where state = 'waiting'`)
    await settled(id)
    const failed = (await deliveries(id)).find(({ state }) => state === 'failed')!
    expect(failed).toMatchObject({ attempts: 4, lastStatus: 503, nextAt: null })
    expect((await webhooks())[0]).toMatchObject({ active: true })
    well = true
    await house.ask('ada', webhookRoutes.retryDelivery, { params: { webhookId: id, deliveryId: failed.id } })
    await settled(id)
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
    expect(erp.ids().filter((one) => one === failed.messageId)).toHaveLength(5)
  })
  it('are switched off when nothing was taken for as long as a message is tried, or nobody is there any more', async () => {
    const [broken, gone] = [await receiver(() => 500), await receiver(() => 410)]
    await Promise.all([house.webhook(broken.url), house.webhook(gone.url)])
    await house.sender()
    await house.happen(caseEvent('1'))
    await until(async () => (await webhooks()).every(({ active }) => !active))
    expect((await webhooks()).map(({ url, offReason, lastStatus }) => [url, offReason, lastStatus]).toSorted()).toEqual(
      [
        [broken.url, 'failing', 500],
        [gone.url, 'gone', 410],
      ].toSorted(),
    )
    await house.happen(caseEvent('2'))
    expect([broken.received.length, gone.received.length]).toEqual([4, 1])
  })
  it('that never answer or answer for ever hold up no other', async () => {
    const [slow, quick] = [await receiver(() => 'hangs'), await receiver()]
    const { id } = await house.webhook(slow.url)
    await house.webhook(quick.url)
    await house.sender({ post: { limits: { firstByte: 400, whole: 600 } }, waits: [] })
    await house.happen(...Array.from({ length: 40 }, (_, at) => caseEvent(String(at))))
    await until(() => quick.received.length === 40)
    expect((await deliveries(id)).filter(({ state }) => state === 'waiting').length).toBeGreaterThan(0)
    await until(() => slow.received.length > 0)
    await until(async () => (await deliveries(id)).some(({ lastFailure }) => lastFailure === 'outside-too-slow'))
  })
  it('are shared by the servers: each message is sent once, all are sent, none waits for the other', async () => {
    const erp = await receiver()
    const { id } = await house.webhook(erp.url)
    await Promise.all([house.sender({}, house.dbs[0]), house.sender({}, house.dbs[1])])
    for (let times = 0; times < 10; times++) await house.happen(...Array.from({ length: 20 }, (_, at) => caseEvent(`${times}-${at}`)))
    await until(() => erp.received.length >= 200)
    await settled(id)
    expect([erp.received.length, new Set(erp.ids()).size]).toEqual([200, 200])
    expect(new Set(erp.received.map(({ body }) => JSON.parse(body).data.id)).size).toBe(200)
  })
  it('when a server stops, are finished or given back at once, and the other goes on', async () => {
    const erp = await receiver((count) => (count <= 4 ? 'hangs' : 200))
    const { id } = await house.webhook(erp.url)
    const first = await house.sender({ stopMillis: 50 })
    await house.happen(...Array.from({ length: 50 }, (_, at) => caseEvent(String(at))))
    await until(() => erp.received.length === 4)
    await first.stop()
    const given = await deliveries(id)
    expect(given.filter(({ state, attempts }) => state === 'waiting' && attempts === 0)).toHaveLength(50)
    await house.sender({}, house.dbs[1])
    await settled(id)
    expect((await deliveries(id)).map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(Array(50).fill('delivered 1'))
    expect(new Set(erp.ids()).size).toBe(50)
    expect(erp.received.length).toBe(54)
  })
  it('that a dead server had under way are sent by another when its claim is over', async () => {
    const erp = await receiver()
    const { id } = await house.webhook(erp.url)
    const sender = await house.sender()
    await house.ask('ada', webhookRoutes.testWebhook, { params: { webhookId: id } })
    await settled(id)
    await sender.stop()
    await house.db.query(
      `update webhook_deliveries set state = 'waiting', done_at = null, attempts = 1, next_at = now() + interval '60 seconds'`,
    )
    await house.sender({}, house.dbs[1])
    await house.ask('ada', webhookRoutes.testWebhook, { params: { webhookId: id } })
    await until(async () => (await deliveries(id))[0]?.state === 'delivered')
    expect([erp.received.length, ...(await deliveries(id)).map(({ state }) => state)]).toEqual([2, 'delivered', 'waiting'])
    await house.db.query(`update webhook_deliveries set next_at = now() where state = 'waiting'`)
    await settled(id)
    expect([erp.received.length, new Set(erp.ids()).size]).toEqual([3, 2])
  })
  it('sign with the old secret, too, for a day after it was renewed', async () => {
    const erp = await receiver()
    const { id, secret } = await house.webhook(erp.url)
    const { secret: renewed } = await house.ask('ada', webhookRoutes.renewWebhookSecret, {
      params: { webhookId: id },
      body: { version: 1 },
    })
    await house.sender()
    await house.happen(caseEvent('1'))
    await until(() => erp.received.length === 1)
    const [{ body, headers }] = erp.received as [(typeof erp.received)[0]]
    for (const one of [secret, renewed]) expect(() => new Webhook(one).verify(body, headers as Record<string, string>)).not.toThrow()
    await house.db.query(`update webhooks set secret_before_until = now()`)
    await house.happen(caseEvent('2'))
    await until(() => erp.received.length === 2)
    const later = erp.received[1]!
    expect(() => new Webhook(secret).verify(later.body, later.headers as Record<string, string>)).toThrow()
    expect(() => new Webhook(renewed).verify(later.body, later.headers as Record<string, string>)).not.toThrow()
  })
  it('lead nowhere inside, whatever a name stands for when it is sent', async () => {
    const erp = await receiver()
    const { id } = await house.webhook('https://erp.example/hooks')
    await house.sender({ waits: [], post: { rules: { allowed: [], resolve: async () => ['127.0.0.1'] } } })
    await house.happen(caseEvent('1'))
    await settled(id)
    expect(await deliveries(id)).toMatchObject([{ state: 'failed', lastFailure: 'outside-host-refused', lastStatus: null }])
    expect(erp.received).toEqual([])
  })
  it('say so when the secret cannot be opened any more', async () => {
    const erp = await receiver()
    const { id } = await house.webhook(erp.url)
    await house.sender({ waits: [], config: { ...house.config, secretKey: 'another key, with thirty-two letters' } })
    await house.happen(caseEvent('1'))
    await settled(id)
    expect(await deliveries(id)).toMatchObject([{ state: 'failed', lastFailure: 'webhook-secret-sealed' }])
    expect(erp.received).toEqual([])
  })
})
