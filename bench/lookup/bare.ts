import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'

/** A bare Hono handler that reads a body and answers as many bytes as a card has: what HTTP alone costs. */
const answer = JSON.stringify({ validator: 'x'.repeat(32), card: 'x'.repeat(Number(process.argv[2])) })
const root = new Hono()
root.post('*', async (c) => {
  await c.req.json()
  return new Response(answer, { headers: { 'Content-Type': 'application/json' } })
})
const server = createAdaptorServer({ fetch: root.fetch })
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`)
})
