import { expect, it } from 'vitest'
import { Gate } from './gate'

/** Work that goes on until it is told to end. */
function slowQueries(count: number) {
  const ends: (() => void)[] = []
  const queries = Array.from({ length: count }, () => () => new Promise<string>((resolve) => ends.push(() => resolve('answered'))))
  return { queries, end: () => ends.splice(0).forEach((end) => void end()), running: () => ends.length }
}

it('lets so many in at once; the others get their turn when one is done', async () => {
  const gate = new Gate(2, 60_000)
  const { queries, end, running } = slowQueries(3)
  const answers = queries.map((query) => gate.through(query))
  await Promise.resolve()
  expect(running()).toBe(2)
  end()
  await Promise.all(answers.slice(0, 2))
  expect(running()).toBe(1)
  end()
  expect(await answers[2]).toBe('answered')
})
it('asks to come again who would wait longer than a moment, and recovers by itself', async () => {
  const gate = new Gate(2, 20)
  const { queries, end } = slowQueries(2)
  const stuck = queries.map((query) => gate.through(query))
  await expect(gate.through(async () => 'late')).rejects.toMatchObject({ code: 'server-busy' })
  end()
  await Promise.all(stuck)
  const after = await Promise.all(Array.from({ length: 10 }, (_, at) => gate.through(async () => at)))
  expect(after).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})
it('gives the place back when the work fails', async () => {
  const gate = new Gate(1, 20)
  for (let times = 0; times < 5; times++)
    await expect(
      gate.through(async () => {
        throw new Error('refused')
      }),
    ).rejects.toThrow('refused')
  expect(await gate.through(async () => 'answered')).toBe('answered')
})
