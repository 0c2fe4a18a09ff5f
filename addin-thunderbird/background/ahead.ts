import { keyOf } from '../mail/read-mail'
import { countQueueNowAndThen } from '../space/space'
import { clearBadge } from './badge'
import { cardOf } from './cards'
import { look } from './look'
import { lookAgainIn } from './look-again'
import { listedMailOf } from './open-mail'
import { missing, parts } from './parts'
import { forgetSelected, noteSelected, selectedIn } from './selected'

/** Of tabs in which the server is asked already: who runs through a list asks for where he stops, not for every line. */
const asking = new Set<number>()

/**
 * The server is asked while Thunderbird loads the mail, so that the answer is there when the mail is. What stands in its head only is not
 * waited for: that comes when all of the mail does.
 */
export async function mailSelected(tabId: number, messages: readonly Messenger.MessageHeader[]): Promise<void> {
  if (messages.length !== 1) return forgetSelected(tabId)
  noteSelected(tabId, messages[0]!)
  if (asking.has(tabId)) return
  asking.add(tabId)
  for (let asked: Messenger.MessageHeader | null = null; asked !== selectedIn(tabId); ) {
    asked = selectedIn(tabId)
    if (asked) await ask(tabId, asked).catch(() => {})
  }
  asking.delete(tabId)
}

/** Of a mail that is being opened only: without the pane for mails nothing is. */
async function ask(tabId: number, header: Messenger.MessageHeader): Promise<void> {
  const all = await parts()
  if ((await missing(all)) !== null) return
  const [mail, { messagePaneVisible }] = await Promise.all([listedMailOf(header), messenger.mailTabs.get(tabId)])
  if (messagePaneVisible) await cardOf(all, mail, null)
}

/**
 * What is shown, as Thunderbird says at last. Of what was selected before, the side panel has its answer by now or asks for it in a moment,
 * and nothing is put in its way; a mail that was opened otherwise is asked for before its side panel does, whose script is only coming.
 */
export async function mailDisplayed(tabId: number, displayed: Messenger.MessageHeader): Promise<void> {
  const key = keyOf(displayed)
  const expected = selectedIn(tabId)
  if (expected === null) await clearBadge(tabId, key)
  else if (keyOf(expected) === key) {
    await new Promise((resolve) => setTimeout(resolve, aMoment))
    if (selectedIn(tabId) !== expected) return
    await clearBadge(tabId, key)
  } else {
    forgetSelected(tabId)
    await Promise.all([clearBadge(tabId, key), lookAgainIn(tabId)])
  }
  await Promise.all([look(tabId, null), countQueueNowAndThen()])
}

/** Milliseconds. */
const aMoment = 300
