import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Problem } from '@postakte/shared/model/problem'

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'port-taken',
  EACCES: 'port-forbidden',
  EADDRNOTAVAIL: 'host-not-ours',
  ENOTFOUND: 'host-not-ours',
}

/** Resolves to the address once it listens; a port that cannot be had is said in a sentence. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = reasons[error.code ?? '']
      reject(code ? new Problem(code, { host, port: String(port) }, error) : error)
    })
    server.listen(port, host, () => resolve(`http://${shownHost(host)}:${(server.address() as AddressInfo).port}/`))
  })
}

/** An address that a browser takes: 0.0.0.0 means every address of this machine, IPv6 stands in brackets. */
const shownHost = (host: string) => (host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host)
