import { by } from '../../pages/elements'
import { Refused } from '../../pages/session'
import { session } from './ask'
import { showLogin } from './login'
import { view } from './view'
import { words } from './words'

/** Runs what the user asked for; what goes wrong is said in words until the next thing is asked for. */
export async function guarded(work: () => Promise<void>): Promise<void> {
  hideError()
  await attempt(work)
}

/** Runs what the page does by itself: it takes back only its own "does not answer". */
export async function inBackground(work: () => Promise<void>): Promise<void> {
  if ((await attempt(work)) && by('error').dataset.status === '0') hideError()
}

async function attempt(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof Refused && error.status === 401) leave(words().loginEnded)
    else showError(error as Error)
    return false
  }
}

/** Nothing of a mail stays in the page of somebody who is not signed in. */
export function leave(why: string): void {
  session.forget()
  view.open = null
  view.dropped = null
  for (const id of ['list', 'detail']) by(id).replaceChildren()
  showLogin(why)
}

export function showError(error: Error): void {
  by('error').textContent = error.message
  by('error').dataset.status = error instanceof Refused ? String(error.status) : ''
  by('error').hidden = false
}

function hideError(): void {
  by('error').hidden = true
}
