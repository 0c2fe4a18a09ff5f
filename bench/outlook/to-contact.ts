import { Day, mailNamed } from '@postakte/addin-outlook/testing/day'
import type { Db } from '@postakte/server/db/db'
import { median } from '../random'
import { round2 } from '../reading'
import { letterNumber, questionAbout } from './writers'

/** From another mail in the emulated Outlook to its contact in the pane, and the bare look-up by the same page. */
export async function benchToContact(db: Db, mails: number) {
  const day = await Day.begin(Promise.resolve(db))
  try {
    const { page, show, pane } = await openPane(day)
    const found = []
    for (let number = 0; number <= mails; number++) {
      const letter = letterNumber(number)
      const mail = mailNamed(`brief-${number}`, {
        messageId: letter.messageId,
        subject: letter.subject,
        people: questionAbout(letter).people,
      })
      const ask = () => pane().evaluate(bareLookup, { token: day.api.token('nora'), body: JSON.stringify(questionAbout(letter)) })
      const before = number % 2 === 0 && number > 0 ? await ask() : null
      const shown = pane().evaluate(whenShown, letter.writer.name)
      await page.evaluate(noteWhenTold)
      await show(mail)
      const at = await shown
      const began = await page.evaluate(() => (window as unknown as { toldAt: number }).toldAt)
      const asked = await pane().evaluate(lastLookup)
      found.push({
        contactMs: at - began,
        untilAskedMs: asked.began - began,
        untilAnsweredMs: asked.ended - began,
        bareMs: before ?? (await ask()),
      })
    }
    // The first one starts the pane up.
    const counted = found.slice(1)
    const [contactMs, bareMs] = [median(counted.map((one) => one.contactMs)), median(counted.map((one) => one.bareMs))]
    return {
      mails: counted.length,
      toContactShownMs: round2(contactMs),
      ofThatUntilAskedMs: round2(median(counted.map((one) => one.untilAskedMs))),
      ofThatUntilAnsweredMs: round2(median(counted.map((one) => one.untilAnsweredMs))),
      bareLookupMs: round2(bareMs),
      ratio: round2(contactMs / bareMs),
      goal: 'contact shown <= 2 x the bare look-up',
    }
  } finally {
    await day.evening()
    await day.end()
  }
}

async function openPane(day: Day) {
  const standIn = await day.pane()
  await standIn.show(mailNamed('vorher', { people: questionAbout(letterNumber(3)).people }))
  await standIn.pane.getByText(letterNumber(3).writer.name).first().waitFor()
  return { page: standIn.page, pane: () => standIn.pane, show: (mail: Parameters<typeof standIn.show>[0]) => standIn.show(mail) }
}

/** In Outlook's page: when it tells the pane of the next mail. */
const noteWhenTold = () => {
  const outlook = window as unknown as { tellPane(text: string): void; toldAt: number }
  const tell = outlook.tellPane
  outlook.tellPane = (text) => {
    outlook.toldAt = performance.timeOrigin + performance.now()
    outlook.tellPane = tell
    tell(text)
  }
}

/** In the pane: when the name stands there. */
const whenShown = (name: string) =>
  new Promise<number>((resolve) => {
    const look = () => {
      if (!document.body.textContent?.includes(name)) return
      watch.disconnect()
      resolve(performance.timeOrigin + performance.now())
    }
    const watch = new MutationObserver(look)
    watch.observe(document, { subtree: true, childList: true, characterData: true })
  })

/** In the pane: the pane's own look-up, from when it was asked until it was answered. */
const lastLookup = () => {
  const { startTime, responseEnd } = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('/api/lookup'))
    .at(-1) as PerformanceResourceTiming
  return { began: performance.timeOrigin + startTime, ended: performance.timeOrigin + responseEnd }
}

/** In the pane, over the pane's own connection. */
const bareLookup = async ({ token, body }: { readonly token: string; readonly body: string }) => {
  const began = performance.now()
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch('/api/lookup', { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(await answer.text())
  await answer.json()
  return performance.now() - began
}
