import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSecret, signedHeaders } from './sign'

type Verify = (headers: Record<string, string>, body: string, secret: string, now?: number) => boolean

/** The code that docs/webhooks.md gives to receivers, as they would copy it. */
const exampleOf = (text: string) => /```js\n([\s\S]*?)```/.exec(text)![1]!

describe('the receiver of docs/webhooks.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-receiver-'))
  let isFromPostakte: Verify
  beforeAll(async () => {
    const file = join(folder, 'receiver.mjs')
    writeFileSync(file, exampleOf(readFileSync(join(import.meta.dirname, '../../docs/webhooks.md'), 'utf8')))
    isFromPostakte = ((await import(/* @vite-ignore */ file)) as { isFromPostakte: Verify }).isFromPostakte
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const secret = newSecret()
  const body = '{"type":"case","data":{"id":"12","name":"Möwe"}}'
  const now = new Date('2026-03-02T08:00:00Z')
  const headers = signedHeaders({ id: 'msg_1', body }, [secret], now)
  const is = (changed: Record<string, string> = {}, text = body, by = secret, at = now.getTime()) =>
    isFromPostakte({ ...headers, ...changed }, text, by, at)

  it('takes what we sent, also for a day after the secret was renewed', () => {
    expect(is()).toBe(true)
    const both = signedHeaders({ id: 'msg_1', body }, [newSecret(), secret], now)
    expect(isFromPostakte(both, body, secret, now.getTime())).toBe(true)
  })
  it('refuses what was changed, sent by somebody else, or is old', () => {
    expect(is({}, body.replace('12', '13'))).toBe(false)
    expect(is({ 'webhook-id': 'msg_2' })).toBe(false)
    expect(is({}, body, newSecret())).toBe(false)
    expect(is({}, body, secret, now.getTime() + 301_000)).toBe(false)
    expect(is({}, body, secret, now.getTime() - 301_000)).toBe(false)
    for (const signature of ['', 'v1,', 'v1', 'v2,abc', headers['webhook-signature']!.replace('v1', 'v0')])
      expect(is({ 'webhook-signature': signature })).toBe(false)
    for (const timestamp of ['', 'x', '1772438400.5']) expect(is({ 'webhook-timestamp': timestamp })).toBe(false)
    expect(isFromPostakte({}, body, secret)).toBe(false)
  })
})
