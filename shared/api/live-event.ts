import { type EventKind, eventKinds } from '../model/event-kinds'

/** One thing that happened: ids and what changed, no names, no texts. */
export interface LiveEvent {
  readonly kind: EventKind
  readonly at: string
  /** Who did it; null: the server, or nobody is told. */
  readonly by: number | null
  /** `id` of the record of that kind, and ids of others that it concerns: `caseId`, `mailId` … */
  readonly data: Readonly<Record<string, unknown>>
}

/** False for a kind that only a newer server knows, too. By hand: panels come without the library that reads shapes. */
export function isLiveEvent(told: unknown): told is LiveEvent {
  const { kind, at, by, data } = (told ?? {}) as Record<string, unknown>
  const isKnown = (eventKinds as readonly unknown[]).includes(kind) && typeof at === 'string'
  return isKnown && (by === null || typeof by === 'number') && typeof data === 'object' && data !== null
}

/** A comment comes at least that often; a client that hears nothing for three times as long connects again. */
export const heartbeatSeconds = 15
