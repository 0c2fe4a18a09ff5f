import { createServer } from 'node:http'
import type { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import { afterAll, expect, it } from 'vitest'
import { listen } from './listen'

const servers: ReturnType<typeof createServer>[] = []
const server = () => servers[servers.push(createServer()) - 1]!
afterAll(() => servers.forEach((one) => void one.close()))

it('says on which address it listens', async () => {
  expect(await listen(server(), '127.0.0.1', 0)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
})
it('says in a sentence that the port is taken, or the address is not of this machine', async () => {
  const taken = Number(new URL(await listen(server(), '127.0.0.1', 0)).port)
  const sentence = (host: string, port: number) => listen(server(), host, port).catch((problem: Problem) => problemText(problem, 'en'))
  expect(await sentence('127.0.0.1', taken)).toContain(`port ${taken} already`)
  expect(await sentence('192.0.2.1', 0)).toContain('no address of this machine')
})
