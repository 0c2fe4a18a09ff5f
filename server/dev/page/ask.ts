import { view } from './view'
import { words } from './words'

/** What the server refused, in its own words; status 0: it did not answer. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, title: string) {
    super(title)
    this.status = status
  }
}

export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: `Bearer ${view.token}`, 'Accept-Language': view.language }
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw new Refused(0, words().offline)
  })
  if (response.ok) return response
  const { title } = (await response.json().catch(() => ({ title: String(response.status) }))) as { title: string }
  throw new Refused(response.status, title)
}

export const askJson = async <T>(path: string, init?: RequestInit): Promise<T> => (await ask(path, init)).json() as Promise<T>
