import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { certificate } from '../testing/certificate'
import { startWebLiar, type WebLiar } from '../testing/web-liar'
import { outsideUrl } from './outside-host'
import { type OutsidePost, postOutside } from './post-outside'

const answers = (text: string) => (socket: Socket) => void socket.end(text)
const quick = { connect: 2_000, firstByte: 300, whole: 600, answerBytes: 64 * 1024 }
const post = (url: string, more: Partial<OutsidePost> = {}) =>
  postOutside({ url, headers: { 'Content-Type': 'application/json' }, body: '{"id":"12"}', rules: { allowed: ['127.0.0.1'] }, ...more })

describe('a receiver on this machine', () => {
  let liar: WebLiar
  afterEach(() => liar?.stop())
  const meets = async (act: (socket: Socket, heard: string) => void, more: Partial<OutsidePost> = {}) => {
    liar = await startWebLiar(act)
    return post(`http://127.0.0.1:${liar.port}/hooks?a=1`, { limits: quick, ...more })
  }

  it('gets the request with its body, once', async () => {
    let heard = ''
    const result = await meets((socket, text) => {
      heard = text
      socket.end('HTTP/1.1 204 No Content\r\n\r\n')
    })
    expect(result).toEqual({ kind: 'answered', status: 204 })
    expect(heard).toMatch(/^POST \/hooks\?a=1 HTTP\/1\.1\r\n/)
    expect(heard).toMatch(/\r\n\r\n\{"id":"12"\}$/)
    expect(liar.connections()).toBe(1)
  })
  it('is taken at its word when it redirects: nobody follows', async () => {
    const inside = await startWebLiar(answers('HTTP/1.1 200 OK\r\n\r\n'))
    for (const location of [`http://127.0.0.1:${inside.port}/`, 'http://169.254.169.254/latest/meta-data/', 'file:///etc/passwd']) {
      const result = await meets(answers(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`))
      expect(result).toEqual({ kind: 'answered', status: 302 })
      await liar.stop()
    }
    expect(inside.connections()).toBe(0)
    await inside.stop()
  })
  it('may answer with ten gigabytes: a little of it is read, then the line is cut', async () => {
    let written = 0
    const result = await meets((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${10 * 1024 ** 3}\r\n\r\n`)
      const piece = Buffer.alloc(64 * 1024)
      const pour = () => {
        while (socket.writable && (written += piece.length) && socket.write(piece));
      }
      socket.on('drain', pour)
      pour()
    })
    expect(result).toEqual({ kind: 'answered', status: 200 })
    await gone()
    expect(written).toBeLessThan(64 * 1024 ** 2)
  })
  it('may drip its answer for ever: its status counts, and the line is cut', async () => {
    const result = await meets((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n')
      const drip = setInterval(() => socket.write('.'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    expect(result).toEqual({ kind: 'answered', status: 200 })
    await gone()
  })
  it('that never answers, drips its headers or sends 100 Continue for ever is given up', async () => {
    const forever = (text: string) => (socket: Socket) => {
      const drip = setInterval(() => socket.write(text), 20)
      socket.on('close', () => clearInterval(drip))
    }
    for (const act of [() => {}, forever('X'), forever('HTTP/1.1 100 Continue\r\n\r\n')]) {
      expect(await meets(act)).toEqual({ kind: 'failed', reason: expect.stringMatching(/^outside-(?:too-slow|not-http)$/) })
      await gone()
      await liar.stop()
    }
  })
  it('that speaks something else, or headers without end, is said not to speak HTTP', async () => {
    const huge = `HTTP/1.1 200 OK\r\n${'X-Pad: '.padEnd(8_000, 'x')}\r\n`.padEnd(40_000, 'y')
    for (const text of ['* OK IMAP4rev1 ready\r\n', 'HTTP/1.1 abc\r\n\r\n', '\0\x01\x02', huge]) {
      expect(await meets(answers(text))).toEqual({ kind: 'failed', reason: 'outside-not-http' })
      await liar.stop()
    }
  })
  it('that hangs up is said not to be reachable', async () => {
    expect(await meets((socket) => void socket.destroy())).toEqual({ kind: 'failed', reason: 'outside-unreachable' })
    await liar.stop()
    expect(await post(`http://127.0.0.1:${liar.port}/`)).toEqual({ kind: 'failed', reason: 'outside-unreachable' })
  })
  it('is left at once when the server stops', async () => {
    const stop = new AbortController()
    const result = await meets(() => void stop.abort(), { signal: stop.signal, limits: { whole: 60_000, firstByte: 60_000 } })
    expect(result).toEqual({ kind: 'failed', reason: 'outside-stopped' })
  })

  async function gone(): Promise<void> {
    while (liar.open() > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }
})

describe('an address that somebody chose', () => {
  const rules = { allowed: [] as string[] }
  const refusal = (url: string, allowed: readonly string[] = [], addresses: readonly string[] = ['93.184.215.14']) =>
    outsideUrl(url, { allowed, resolve: async () => addresses }).then(
      () => null,
      (problem: { code: string }) => problem.code,
    )

  it.each([
    ...['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://0/'],
    ...[
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[::ffff:7f00:1]/',
      'https://[64:ff9b::7f00:1]/',
      'https://[2002:7f00:1::]/',
    ],
    ...[
      'https://[fe80::1]/',
      'https://[fd00:ec2::254]/',
      'https://169.254.169.254/latest/',
      'https://100.64.0.1/',
      'https://10.0.0.1:5432/',
    ],
    ...['https://１２７.０.０.１/', 'https://127.0.0.1./', 'https://①②⑦.⓪.⓪.①/'],
  ])('%s lies inside', async (url) => {
    expect(await refusal(url)).toBe('outside-host-refused')
  })
  it('must be a web address without a password', async () => {
    for (const url of [
      '',
      'kunde.example',
      'file:///etc/passwd',
      'ftp://kunde.example/',
      'gopher://kunde.example/',
      'https://a:b@kunde.example/',
    ])
      expect(await refusal(url)).toBe('outside-address-wrong')
    expect(await refusal('http://kunde.example/')).toBe('outside-not-encrypted')
    expect(await refusal('https://kunde.example/hooks')).toBeNull()
  })
  it.each(['localhost', 'localhost.', 'metadata.google.internal', '127.0.0.1.nip.io', 'intern.example'])(
    '%s is refused for what its name stands for',
    async (host) => {
      expect(await refusal(`https://${host}/`, [], ['127.0.0.1'])).toBe('outside-host-refused')
      expect(await refusal(`https://${host}/`, [], ['93.184.215.14', '10.1.2.3'])).toBe('outside-host-refused')
    },
  )
  it('is refused as the resolver of this machine reads it', async () => {
    expect(await post('https://localhost/', { rules })).toEqual({ kind: 'failed', reason: 'outside-host-refused' })
    expect(await post('https://gibt-es-nicht.invalid/', { rules })).toEqual({ kind: 'failed', reason: 'outside-host-unknown' })
  })
  it('may lie inside where the operator allows it; without TLS only on this machine', async () => {
    expect(await refusal('https://erp.intern/', ['erp.intern'], ['10.1.2.3'])).toBeNull()
    expect(await refusal('https://erp.intern:8443/', ['erp.intern:8443'], ['10.1.2.3'])).toBeNull()
    expect(await refusal('https://erp.intern:5432/', ['erp.intern:8443'], ['10.1.2.3'])).toBe('outside-host-refused')
    expect(await refusal('http://erp.intern/', ['erp.intern'], ['10.1.2.3'])).toBe('outside-not-encrypted')
    expect(await refusal('http://erp.intern/', ['erp.intern'], ['127.0.0.1', '10.1.2.3'])).toBe('outside-not-encrypted')
    expect(await refusal('http://127.0.0.1:8080/', ['127.0.0.1:8080'])).toBeNull()
    expect(await refusal('http://[::1]:8080/', ['[::1]:8080'])).toBeNull()
    expect(await refusal('http://127.0.0.1:8081/', ['127.0.0.1:8080'])).toBe('outside-host-refused')
  })
})

describe('a receiver with a certificate', () => {
  const ours = certificate('DNS:kunde.example')
  let server: WebLiar
  afterEach(() => server?.stop())

  it('is reached at the address that was checked, whatever its name stands for a moment later', async () => {
    server = await startWebLiar(answers('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), ours)
    const host = `kunde.example:${server.port}`
    const asked: string[] = []
    // A name server that gives another address each time (DNS rebinding): the first one only is used.
    const resolve = async (name: string) => [asked.push(name) === 1 ? '127.0.0.1' : '192.0.2.1']
    const result = await post(`https://${host}/`, { ca: ours.cert.toString(), rules: { allowed: [host], resolve } })
    expect([result, asked]).toEqual([{ kind: 'answered', status: 200 }, ['kunde.example']])
  })
  it('is not believed when nobody vouches for it, or when the certificate is for another name', async () => {
    server = await startWebLiar(answers('HTTP/1.1 200 OK\r\n\r\n'), ours)
    const rules = { allowed: ['kunde.example', 'anders.example'], resolve: async () => ['127.0.0.1'] }
    const unknown = await post(`https://kunde.example:${server.port}/`, { rules })
    const other = await post(`https://anders.example:${server.port}/`, { rules, ca: ours.cert.toString() })
    expect([unknown, other]).toEqual(Array(2).fill({ kind: 'failed', reason: 'outside-certificate' }))
  })
  it('that never finishes its handshake is given up', async () => {
    server = await startWebLiar(() => {})
    const result = await post(`https://127.0.0.1:${server.port}/`, { limits: { connect: 100 } })
    expect(result).toEqual({ kind: 'failed', reason: 'outside-too-slow' })
  })
})

describe('a proxy in the environment', () => {
  let proxy: Server
  afterEach(() => {
    proxy?.close()
    for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'http_proxy', 'NODE_USE_ENV_PROXY']) delete process.env[name]
  })
  it('is not asked', async () => {
    let asked = 0
    proxy = createServer((_, answer) => {
      asked++
      answer.end()
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const liar = await startWebLiar(answers('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    Object.assign(process.env, { HTTPS_PROXY: address, HTTP_PROXY: address, http_proxy: address, NODE_USE_ENV_PROXY: '1' })
    expect(await post(`http://127.0.0.1:${liar.port}/`)).toEqual({ kind: 'answered', status: 200 })
    expect(asked).toBe(0)
    await liar.stop()
  })
})
