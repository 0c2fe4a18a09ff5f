import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { AtFoot } from '../app/foot'
import { useAllTexts } from '../app/use-all-texts'
import type { Pages } from '../app/use-answer'
import { Trouble } from './trouble'

interface LoadedProps<T> {
  readonly asked: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown }
  readonly children: (data: T) => ReactNode
}

/** What was asked for; until it comes, its place; when it does not come, why. */
export function Loaded<T>({ asked: { data, error, refetch }, children }: LoadedProps<T>) {
  return (
    <>
      {error !== null && <Failed error={error} again={refetch} beside={data !== undefined} />}
      {data !== undefined ? children(data) : error === null && <Waits />}
    </>
  )
}

interface ListedProps<T> {
  readonly pages: Pages<T>
  /** What is said when there is none. */
  readonly none: string
  readonly children: (one: T) => ReactNode
}

/** A list that goes on. */
export function Listed<T>({ pages: { items, error, more, loadingMore, again }, none, children }: ListedProps<T>) {
  const { say } = useAllTexts()
  return (
    <>
      {error !== null && <Failed error={error} again={again} beside={items !== undefined} />}
      {items === undefined && error === null && <Waits />}
      {items?.length === 0 && <p className="quiet">{none}</p>}
      {items && items.length > 0 && <ul className="plain">{items.map(children)}</ul>}
      {more && (
        <Button appearance="subtle" size="small" disabled={loadingMore} onClick={more}>
          {say('more')}
        </Button>
      )}
    </>
  )
}

interface FailedProps {
  readonly error: unknown
  readonly again: () => unknown
  /** What came before is shown still, and stays where it is. */
  readonly beside: boolean
}

function Failed({ error, again, beside }: FailedProps) {
  const { say, problem } = useAllTexts()
  const trouble = <Trouble action={<Button onClick={() => void again()}>{say('again')}</Button>}>{problem(error)}</Trouble>
  return beside ? <AtFoot>{trouble}</AtFoot> : trouble
}

function Waits() {
  const { say } = useAllTexts()
  return (
    <div role="status" aria-label={say('loading')}>
      <div className="bone" />
      <div className="bone short" />
    </div>
  )
}
