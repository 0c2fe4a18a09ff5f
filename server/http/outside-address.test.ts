import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOutside, isThisMachine } from './outside-address'

const inside = [
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  ...['100.64.0.1', '100.127.255.255', '100.100.100.200', '169.254.169.254', '169.254.170.2', '168.63.129.16', '192.0.0.192', '192.0.0.1'],
  ...['192.0.2.7', '198.51.100.7', '203.0.113.7', '198.18.0.1', '198.19.255.255', '192.88.99.1', '192.31.196.1', '192.52.193.1'],
  ...['192.175.48.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::2', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:10.0.0.1', '::ffff:0:127.0.0.1'],
  ...['64:ff9b::7f00:1', '64:ff9b::127.0.0.1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:4136:e378::', '2001:10::1'],
  ...['2001:20::1', '2001:2::1', '2001:db8::1', '2002:7f00:1::', '2002:808:808::1', '2620:4f:8000::1', '3fff::1', '3fff:fff::1', '5f00::1'],
  ...['fc00::1', 'fd00:ec2::254', 'fdff::1', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'ff02::1', '4000::1'],
]
const outside = [
  ...['8.8.8.8', '1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.1', '168.63.129.17'],
  ...['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '191.255.255.255', '192.0.1.0', '192.0.3.0', '192.167.255.255'],
  ...['192.169.0.0', '198.17.255.255', '198.20.0.0', '203.0.112.255', '203.0.114.0', '223.255.255.255'],
  ...[
    '2000::1',
    '2001:200::1',
    '2001:4860:4860::8888',
    '2003::1',
    '2a00:1450:4001::200e',
    '2606:4700::1111',
    '3ffe:ffff::1',
    '3fff:1000::1',
  ],
]
const nothing = [
  '',
  'localhost',
  '127.1',
  '0x7f000001',
  '2130706433',
  '0177.0.0.1',
  '1.2.3',
  '8.8.8.8.8',
  '8.8.8.8 ',
  ':::1',
  '1::2::3',
  '[::1]',
  'g::1',
]

describe('addresses outside', () => {
  it.each(inside)('%s lies inside', (address) => {
    expect(isOutside(address)).toBe(false)
  })
  it.each(outside)('%s lies outside', (address) => {
    expect(isOutside(address)).toBe(true)
  })
  it.each(nothing)('"%s" is no address and so not outside', (address) => {
    expect([isOutside(address), isThisMachine(address)]).toEqual([false, false])
  })
  it('this machine is known in each notation', () => {
    expect(['127.0.0.1', '127.9.8.7', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f01:1'].map(isThisMachine)).not.toContain(
      false,
    )
    expect(['10.0.0.1', '8.8.8.8', '::2', '::', '::ffff:10.0.0.1', 'fe80::1', '2001:db8::1'].map(isThisMachine)).not.toContain(true)
  })
})

const byte = fc.integer({ min: 0, max: 255 })
const anyV4 = fc.tuple(byte, byte, byte, byte)
const hex = (high: number, low: number) => ((high << 8) | low).toString(16)

describe('any address', () => {
  it('is never outside as one that hides another: mapped, compatible, NAT64, 6to4, Teredo', () => {
    fc.assert(
      fc.property(anyV4, ([a, b, c, d]) => {
        const dotted = `${a}.${b}.${c}.${d}`
        const groups = `${hex(a, b)}:${hex(c, d)}`
        const hidden = [
          `::ffff:${dotted}`,
          `::ffff:${groups}`,
          `::${dotted}`,
          `64:ff9b::${groups}`,
          `2002:${groups}::`,
          `2001:0:${groups}::`,
        ]
        expect(hidden.filter(isOutside)).toEqual([])
      }),
    )
  })
  it('is decided alike however a URL writes it: as a number, in hexadecimal, in octal, in part', () => {
    const number = ([a, b, c, d]: readonly number[]) => ((a! * 256 + b!) * 256 + c!) * 256 + d!
    const writings = (address: readonly [number, number, number, number]) => [
      String(number(address)),
      `0x${number(address).toString(16)}`,
      address.map((one) => `0x${one.toString(16)}`).join('.'),
      address.map((one) => `0${one.toString(8)}`).join('.'),
      `${address[0]}.${number([0, address[1], address[2], address[3]])}`,
      `${address.join('.')}.`,
    ]
    fc.assert(
      fc.property(anyV4, (address) => {
        const hosts = new Set(writings(address).map((one) => new URL(`https://${one}/`).hostname))
        expect([...hosts]).toEqual([address.join('.')])
      }),
    )
  })
  it('in IPv6 is decided on its bytes: upper case, full length and zeros change nothing', () => {
    const group = fc.integer({ min: 0, max: 0xffff })
    fc.assert(
      fc.property(fc.array(fc.oneof(group, fc.constant(0)), { minLength: 8, maxLength: 8 }), (groups) => {
        const plain = groups.map((one) => one.toString(16)).join(':')
        const padded = groups.map((one) => one.toString(16).padStart(4, '0').toUpperCase()).join(':')
        const short = new URL(`http://[${plain}]/`).hostname.slice(1, -1)
        expect([isOutside(padded), isOutside(short), isOutside(`${short}%eth0`)]).toEqual(Array(3).fill(isOutside(plain)))
        expect(isOutside(plain) && (groups[0]! & 0xe000) !== 0x2000).toBe(false)
      }),
    )
  })
})
