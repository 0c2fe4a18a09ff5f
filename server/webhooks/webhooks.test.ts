import { webhookRoutes } from '@postakte/shared/api/webhooks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { unseal } from '../mailboxes/secret'
import { databases } from '../testing/databases'
import { startWebhookHouse, type WebhookHouse } from '../testing/webhook-house'

const url = 'https://erp.sonnberg.example/postakte'

describe.each(databases)('the list of webhooks on $name', (database) => {
  let house: WebhookHouse
  beforeAll(async () => {
    house = await startWebhookHouse(database)
    // A second administrator.
    await house.db.query(`insert into user_roles (user_id, role_id) select $1, id from roles where name = 'admin'`, [
      house.ids.users.get('ruth'),
    ])
  })
  afterEach(() => house.db.query('delete from webhooks'))
  afterAll(() => house.close())
  const list = async () => (await house.ask('ada', webhookRoutes.listWebhooks, { query: {} })).items
  const change = (login: string, webhookId: string, body: { version: number; url?: string; active?: boolean; name?: string }) =>
    house.ask(login, webhookRoutes.changeWebhook, { params: { webhookId }, body })
  const post = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await house.send('ada', 'POST', '/api/webhooks', body, headers)
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
  }

  it('shows a secret once, and keeps it encrypted', async () => {
    const { id, secret } = await house.webhook(url)
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
    const everything = JSON.stringify([await list(), await house.db.query('select * from webhooks')])
    expect(everything).not.toContain(secret.slice(6))
    const [row] = await house.db.query<{ secret: string }>('select secret from webhooks where id = $1::text::bigint', [id])
    expect(unseal(row!.secret, house.config.secretKey)).toBe(secret)
  })
  it('makes one for a key that comes twice, and does not keep its secret with the key', async () => {
    const body = { name: 'ERP', url, kinds: ['case'] }
    const first = await post(body, { 'Idempotency-Key': 'w-1' })
    const second = await post(body, { 'Idempotency-Key': 'w-1' })
    expect([first.status, second.status, second.answer.code]).toEqual([201, 409, 'answer-shown-once'])
    expect(await list()).toHaveLength(1)
    const kept = JSON.stringify(await house.db.query('select * from idempotency_keys'))
    expect(kept).not.toContain(String(first.answer.secret).slice(6))
  })
  it('takes no address that leads inside, or is none', async () => {
    const code = async (address: string) => {
      const { status, answer } = await post({ name: 'x', url: address, kinds: ['case'] })
      return status === 400 ? answer.code : status
    }
    for (const inside of [
      'https://127.0.0.1:5432/',
      'https://[::1]/',
      'https://169.254.169.254/',
      'https://0x7f.1/',
      'https://localhost/',
      'https://app.localhost./',
    ])
      expect([inside, await code(inside)]).toEqual([inside, 'outside-host-refused'])
    expect(await code('http://kunde.example/')).toBe('outside-not-encrypted')
    for (const none of ['file:///etc/passwd', 'https://', 'https://a:b@kunde.example/', 'javascript:alert(1)'])
      expect(await code(none)).toBe('outside-address-wrong')
    expect(await list()).toEqual([])
  })
  it('tells nobody of presence', async () => {
    expect((await post({ name: 'x', url, kinds: ['mail-presence'] })).status).toBe(400)
  })
  it('is changed in the state that was seen, and each time by somebody whose rights it then has', async () => {
    const { id } = await house.webhook(url)
    expect(await change('ada', id, { version: 1, name: 'ERP' })).toMatchObject({ name: 'ERP', version: 2, user: { name: 'Ada Brandt' } })
    await expect(change('ruth', id, { version: 1, url: 'https://ruth.example/' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
      answer: { current: { version: 2, url } },
    })
    expect(await change('ruth', id, { version: 2, active: false })).toMatchObject({
      active: false,
      offReason: 'person',
      user: { name: 'Ada Brandt' },
    })
    expect(await change('ruth', id, { version: 3, active: true })).toMatchObject({
      active: true,
      offReason: null,
      user: { name: 'Ruth Özdemir' },
    })
    expect(await change('ada', id, { version: 4, url: 'https://neu.example/' })).toMatchObject({ user: { name: 'Ada Brandt' } })
  })
  it('lets nobody lead another’s webhook elsewhere by the back door', async () => {
    const { id } = await house.webhook(url)
    const forged = house.db.as({ id: house.ids.users.get('ruth')!, scopes: null }, (tx) =>
      tx.query(`update webhooks set url = 'https://ruth.example/' where id = $1::text::bigint`, [id]),
    )
    await expect(forged).rejects.toMatchObject({ code: '42501' })
    const secret = house.db.as({ id: house.ids.users.get('ada')!, scopes: null }, (tx) => tx.query('select secret from webhooks'))
    await expect(secret).rejects.toMatchObject({ code: '42501' })
  })
  it('renews a secret in the state that was seen', async () => {
    const { id, secret } = await house.webhook(url)
    const renew = (version: number) => house.ask('ada', webhookRoutes.renewWebhookSecret, { params: { webhookId: id }, body: { version } })
    const renewed = await renew(1)
    expect([renewed.webhook.version, renewed.secret === secret]).toEqual([2, false])
    await expect(renew(1)).rejects.toMatchObject({ code: 'changed-meanwhile' })
  })
  it('shows what was sent page by page, without what it said', async () => {
    const { id } = await house.webhook(url)
    for (let times = 0; times < 5; times++) await house.ask('ada', webhookRoutes.testWebhook, { params: { webhookId: id } })
    const page = (after?: string) =>
      house.ask('ada', webhookRoutes.listDeliveries, { params: { webhookId: id }, query: { limit: 2, ...(after ? { after } : {}) } })
    const first = await page()
    const second = await page(first.next!)
    const third = await page(second.next!)
    const ids = [first, second, third].flatMap(({ items }) => items.map((one) => Number(one.id)))
    expect(ids).toEqual(ids.toSorted((one, other) => other - one))
    expect([ids.length, third.next]).toEqual([5, null])
    expect(Object.keys(first.items[0]!)).not.toContain('body')
  })
  it('lets go of one with all that waits', async () => {
    const { id } = await house.webhook(url)
    await house.ask('ada', webhookRoutes.testWebhook, { params: { webhookId: id } })
    await house.ask('ada', webhookRoutes.deleteWebhook, { params: { webhookId: id } })
    expect(await house.db.query('select 1 from webhook_deliveries')).toEqual([])
    await expect(house.ask('ada', webhookRoutes.deleteWebhook, { params: { webhookId: id } })).rejects.toMatchObject({
      code: 'record-unknown',
    })
  })
})
