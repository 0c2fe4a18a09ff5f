import type { InputOf, ResultOf } from '@postakte/shared/api/route'
import type { api } from '@postakte/shared/api/routes'
import { useQueryClient } from '@tanstack/react-query'
import { callOf, type Work } from '../outbox/work'
import { useNavigation } from './navigation'
import { usePanel } from './panel-context'
import { useAllTexts } from './use-all-texts'
import { useOnce } from './use-once'

export { callOf }

type Api = typeof api
type Name = keyof Api

export interface Deed<K extends Name> {
  readonly route: K
  readonly input: InputOf<Api[K]>
  /** What the outbox calls it. */
  readonly label: string
  /** What is said when it is done. */
  readonly done: string
  /** Takes it back; absent or null: it cannot be. */
  readonly undo?: (result: ResultOf<Api[K]>) => Work | null
  /** The server says no, and perhaps how it is now. */
  readonly refused?: (problem: unknown) => void
}

/** Changes something through the outbox, says so, and offers to take it back; what is shown is asked for anew. */
export function useDeed() {
  const { outbox } = usePanel()
  const { tell } = useNavigation()
  const { say } = useAllTexts()
  const cache = useQueryClient()
  const { busy, error, once } = useOnce()

  /** True: done, or kept for later. `renews`: something shown may be other now. */
  const run = async (work: () => Promise<void>, renews = true): Promise<boolean> => {
    const isDone = await once(work)
    if (renews) void cache.invalidateQueries()
    return isDone
  }
  const takeBack = (work: () => Promise<unknown>) => () =>
    void run(async () => {
      await work()
      tell({ text: say('undone'), undo: null })
    })
  const act = <K extends Name>({ route, input, label, done, undo, refused }: Deed<K>) =>
    run(async () => {
      const outcome = await outbox.do<ResultOf<Api[K]>>(callOf(route, input), label).catch((problem) => {
        refused?.(problem)
        throw problem
      })
      if (!outcome.sent) return tell({ text: say('sentLater', { label }), undo: takeBack(() => outbox.letGo(outcome.key)) })
      const back = undo?.(outcome.result) ?? null
      tell({ text: done, undo: back && takeBack(() => outbox.do(back, label)) })
    })
  return { busy, error, run, act }
}
