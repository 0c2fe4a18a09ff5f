import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { addressList, clientAddress, networkOf } from './client-address'

const seen = async (peer: string | undefined, forwarded: string | null, trusted: readonly string[] = []): Promise<string> => {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, addressList(trusted))))
  const headers = forwarded === null ? {} : { 'X-Forwarded-For': forwarded }
  return (await app.request('/', { headers }, { incoming: { socket: { remoteAddress: peer } } })).text()
}

it('is the peer of the connection, whatever the peer says of itself', async () => {
  expect(await seen('203.0.113.7', null)).toBe('203.0.113.7')
  expect(await seen('203.0.113.7', '192.0.2.1')).toBe('203.0.113.7')
  expect(await seen('::ffff:203.0.113.7', '192.0.2.1, 10.0.0.1')).toBe('203.0.113.7')
  expect(await seen('203.0.113.7', '192.0.2.1', ['10.0.0.0/8'])).toBe('203.0.113.7')
  expect(await seen(undefined, '192.0.2.1', ['10.0.0.0/8'])).toBe('')
})
it('is what our proxy saw, and not what its client claims before it', async () => {
  expect(await seen('10.0.0.2', '198.51.100.9, 203.0.113.7', ['10.0.0.0/8'])).toBe('203.0.113.7')
  expect(await seen('10.0.0.2', '198.51.100.9, 203.0.113.7, 10.0.0.3', ['10.0.0.0/8'])).toBe('203.0.113.7')
  expect(await seen('fd00::2', '2001:db8::1', ['fd00::/8'])).toBe('2001:db8::1')
})
it('is the last that is certain when the header is garbage', async () => {
  expect(await seen('10.0.0.2', 'unknown', ['10.0.0.2'])).toBe('10.0.0.2')
  expect(await seen('10.0.0.2', `${'9.9.9.9,'.repeat(5_000)}203.0.113.7`, ['10.0.0.2'])).toBe('203.0.113.7')
  expect(await seen('10.0.0.2', '', ['10.0.0.2'])).toBe('10.0.0.2')
})
it('loses its port and its brackets', async () => {
  expect(await seen('10.0.0.2', '203.0.113.7:4711', ['10.0.0.2'])).toBe('203.0.113.7')
  expect(await seen('10.0.0.2', '[2001:DB8::1]:443', ['10.0.0.2'])).toBe('2001:db8::1')
})
it('names what is no address or network', () => {
  for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.0/8/8', '::/129', '10.0.0.0/x']) expect(() => addressList([wrong])).toThrow(wrong)
})
it('counts the addresses of one IPv6 network as one', () => {
  expect(networkOf('2001:db8:0:7::1')).toBe('2001:db8:0:7')
  expect(networkOf('2001:0db8::7')).toBe('2001:db8:0:0')
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
})
