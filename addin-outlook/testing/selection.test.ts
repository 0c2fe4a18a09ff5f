import { browserPath, leftOut } from '@postakte/server/testing/components'
import { describe, expect, it } from 'vitest'
import { type Day, eachDay, mailNamed, pictureOf } from './day'

describe.skipIf(leftOut('selected mails in the emulated Outlook', 'Chromium', browserPath()))('several selected mails in Outlook', () => {
  let day: Day
  eachDay((one) => {
    day = one
  })
  const thirty = (of: string) => Array.from({ length: 30 }, (_, at) => mailNamed(`${of}-${at + 1}`))

  it('lists 30, files them all to one case, marks each, and takes one back, then the others', { timeout: 300_000 }, async () => {
    const mails = thirty('stapel')
    const pane = await day.pane({ mailbox: '1.15' })
    await pane.select(mails)
    await pane.pane.getByRole('heading', { name: '30 Mails ausgewählt' }).waitFor()
    await pane.pane
      .getByRole('list', { name: 'Alle ablegen' })
      .getByRole('button', { name: /Abo-Umstellung/ })
      .click()
    await pane.pane.getByText('30 von 30 abgelegt').waitFor({ timeout: 180_000 })
    await pictureOf(pane, 'outlook-thirty-filed')
    expect(await day.lying('Frage: stapel-%')).toEqual(Array(30).fill('Abo-Umstellung'))
    await expect.poll(() => mails.filter(({ messageId }) => pane.categories(messageId!).includes('Abgelegt')).length).toBe(30)
    await pane.pane.getByRole('button', { name: 'Zurücknehmen: Frage: stapel-7', exact: true }).click()
    await pane.pane.getByText('29 von 30 abgelegt').waitFor()
    await expect.poll(() => pane.categories('stapel-7@huber-verlag.example')).toEqual([])
    await pane.pane.getByRole('button', { name: 'Alle zurücknehmen' }).click()
    await pane.pane.getByText('0 von 30 abgelegt', { exact: true }).waitFor()
    expect(await day.lying('Frage: stapel-%')).toEqual([])
  })
})
