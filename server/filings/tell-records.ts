import type { ApiTx } from '../http/api/call'
import type { OpenTarget } from './targets'

/** Whoever looks at one of these records sees at once that its mails are others now. */
export function tellRecords(tx: ApiTx, targets: readonly OpenTarget[]): void {
  const once = new Map(targets.map((one) => [`${one.kind}:${one.id}`, one]))
  for (const { kind, id, audience } of once.values()) tx.event({ kind, audiences: [audience], data: { [`${kind}Id`]: id } })
}
