import type { StandIn } from './stand-in'
import { answerTo, eventText, type WireParts } from './wire'

/** What came of a click on Outlook's own button. */
export interface SendOutcome {
  readonly allowEvent: boolean
  readonly errorMessage?: string
  readonly commandId?: string
}

/** Milliseconds after which Outlook would say that the add-in takes long. */
const patience = 30_000

/**
 * The user sends the open draft: Outlook opens the page for events in a frame that nobody sees, waits until it listens, and asks it
 * by the name in the manifest.
 */
export async function send({ context, wire, errors, eventFunction, eventsAddress }: StandIn): Promise<SendOutcome> {
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  const parts: WireParts = { ...wire, listening: new Set(), completed: [] }
  await page.exposeFunction('outlookAnswers', (text: string) => answerTo(text, parts))
  await page.goto(eventsAddress)
  await until(() => parts.listening.has('appCommandInvoked'), 'the page for events never listened')
  await page.evaluate(
    (text) => (window as unknown as { tellPane(text: string): void }).tellPane(text),
    eventText('appCommandInvoked', { 0: 'send-1', 1: eventFunction, 2: '{}' }),
  )
  await until(() => parts.completed.length > 0, 'the page for events never answered')
  await page.close()
  return parts.completed[0] as SendOutcome
}

async function until(done: () => boolean, otherwise: string): Promise<void> {
  for (const end = Date.now() + patience; !done(); ) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
