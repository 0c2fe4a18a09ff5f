import { todoRoutes } from '@postakte/shared/api/todos'
import browser from 'webextension-polyfill'
import { missing, parts } from '../background/parts'

const name = 'postakte'
export const queueAlarm = 'queue'
const page = 'panel.html?place=queue'
const icons = { 16: 'icons/icon-16.png', 32: 'icons/icon-32.png', 64: 'icons/icon-64.png' } as const

/** Minutes between two looks at how much waits, asleep or not; an open page hears of changes by itself. */
const period = 1
/** Milliseconds in which it is not counted twice because another mail is opened. */
const fresh = 60_000

/** The team's queue has a place of its own at the side. It outlives the sleep of the background, not the end of Thunderbird. */
export async function arrangeSpace(): Promise<void> {
  const [mine] = await messenger.spaces.query({ isSelfOwned: true })
  if (!mine) await messenger.spaces.create(name, page, { title: 'Postakte', defaultIcons: icons })
  if ((await browser.alarms.get(queueAlarm))?.periodInMinutes !== period) browser.alarms.create(queueAlarm, { periodInMinutes: period })
  await (mine ? countQueueNowAndThen() : countQueue())
}

/** A mail is opened: the background is awake anyway. */
export async function countQueueNowAndThen(): Promise<void> {
  const { counted } = await browser.storage.session.get('counted')
  if (typeof counted !== 'number' || Date.now() - counted > fresh) await countQueue()
}

/** How much waits for a person stands at the space. */
export function countQueue(): Promise<void> {
  counting ??= count().finally(() => {
    counting = null
  })
  return counting
}

/** The alarm wakes the background, which counts when it wakes. */
let counting: Promise<void> | null = null

async function count(): Promise<void> {
  await browser.storage.session.set({ counted: Date.now() })
  const [mine] = await messenger.spaces.query({ isSelfOwned: true })
  const waits = await waiting()
  // A server that is away says nothing: what stood there stays.
  if (mine && waits !== null)
    await messenger.spaces.update(mine.id, { badgeText: waits > 99 ? '99+' : waits > 0 ? `${waits}` : '', badgeBackgroundColor: '#0f6cbd' })
}

async function waiting(): Promise<number | null> {
  const all = await parts()
  const lacks = await missing(all)
  if (lacks !== null) return lacks === 'permission' ? null : 0
  return all.session.ask(todoRoutes.countTodos, {}).then(
    ({ all: count }) => count,
    () => null,
  )
}
