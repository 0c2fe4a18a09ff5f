import { BrowserSession, Refused } from '../../pages/session'
import { view } from './view'
import { words } from './words'

/** The sign-in lives as long as the tab. */
export const session = new BrowserSession({ keptIn: sessionStorage, language: () => view.language, offline: () => words().offline })

/** For a page that shows every mail: a user who may not see it is told so, and signed out again. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return session.ask(path, init)
}

export const askJson = async <T>(path: string, init?: RequestInit): Promise<T> => (await ask(path, init)).json() as Promise<T>

export async function signIn(login: string, password: string): Promise<void> {
  await session.signIn(login, password, 'Postakte /dev/mails')
  try {
    await ask('/dev/api/counts')
  } catch (error) {
    if (error instanceof Refused && error.status === 403) await session.signOut()
    throw error
  }
}
