import { expect, it } from 'vitest'
import { Turnstile } from './turnstile'

const most = { running: 2, waiting: 6, each: 3 }

/** Work that goes on until it is let go. */
function held() {
  let letGo = () => {}
  const going = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return { letGo, going }
}

it('lets so many through at a time, and the others in their order', async () => {
  const turnstile = new Turnstile(most)
  const order: string[] = []
  const { letGo, going } = held()
  const pass = (who: string, known = false) =>
    turnstile.pass(who, known, async () => {
      order.push(who)
      await going
    })
  const all = [pass('a'), pass('b'), pass('c'), pass('d'), pass('nora', true), pass('tim', true)]
  await Promise.resolve()
  expect(order).toEqual(['a', 'b'])
  letGo()
  await Promise.all(all)
  expect(order).toEqual(['a', 'b', 'nora', 'tim', 'c', 'd'])
})
it('gives nobody more than his share of the line, and known devices a place when it is full', async () => {
  const turnstile = new Turnstile(most)
  const { letGo, going } = held()
  const pass = (who: string, known = false) =>
    turnstile
      .pass(who, known, () => going)
      .then(
        () => 'done',
        (problem: { code: string }) => problem.code,
      )
  const flood = Array.from({ length: 10 }, () => pass('flood'))
  const others = ['a', 'b', 'c', 'd'].map((who) => pass(who))
  const known = pass('nora', true)
  letGo()
  expect((await Promise.all(flood)).filter((one) => one === 'done')).toHaveLength(5)
  expect(await Promise.all(others)).toEqual(['done', 'done', 'done', 'server-busy'])
  expect(await known).toBe('done')
})
it('goes on after work that failed', async () => {
  const turnstile = new Turnstile({ ...most, running: 1 })
  const failing = turnstile.pass('a', false, () => Promise.reject(new Error('broken')))
  const next = turnstile.pass('b', false, async () => 'through')
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('through')
  expect(await turnstile.pass('c', false, async () => 'free again')).toBe('free again')
})
