import type { PanelTexts } from '@postakte/panel/app/panel-texts'
import type { Outbox, Waiting } from '@postakte/panel/outbox/outbox'
import { Problem } from '@postakte/shared/model/problem'
import browser from 'webextension-polyfill'

/** What waited and was refused needs a person; nothing else is worth a notice. */
export function tellRefusals(outbox: Outbox, texts: PanelTexts): void {
  const told = new Set(refusedOf(outbox).map(({ key }) => key))
  outbox.waiting.watch(() => {
    for (const one of refusedOf(outbox)) {
      if (told.has(one.key)) continue
      told.add(one.key)
      void tell(one, texts)
    }
  })
}

const refusedOf = (outbox: Outbox) => outbox.waiting.get().filter(({ refused }) => refused !== null)

async function tell({ key, label, refused }: Waiting, { say, problem }: PanelTexts): Promise<void> {
  const reason = problem(new Problem(refused!.code, refused!.facts))
  await browser.notifications
    .create(`refused ${key}`, { type: 'basic', title: label, message: say('outboxRefused', { reason }) })
    .catch(() => {})
}
