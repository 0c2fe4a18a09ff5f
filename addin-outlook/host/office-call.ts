import type { HostTrouble } from '@postakte/panel/host/mail-host'
import { Problem } from '@postakte/shared/model/problem'

type Start<T> = (done: (result: Office.AsyncResult<T>) => void) => void

/** Outlook itself gives up after 65 seconds; nobody waits that long. */
export const patience = 15_000

/** Every call to Outlook: it answers in time, or rejects with a Problem that says why. */
export function officeCall<T>(start: Start<T>, within = patience): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(trouble('host-no-answer', `none in ${within} ms`)), within)
    const done = ({ status, value, error }: Office.AsyncResult<T>) => {
      clearTimeout(timer)
      if (String(status) === 'succeeded') resolve(value)
      else reject(trouble(troubleOf(error), `${error.code} ${error.name}`, error))
    }
    try {
      start(done)
    } catch (error) {
      clearTimeout(timer)
      reject(trouble(isMissing(error) ? 'host-not-offered' : 'host-refused', String(error), error))
    }
  })
}

/** What Outlook gives, or `otherwise` when it refuses or is silent. */
export const officeCallOr = <T>(otherwise: T, start: Start<T>, within = patience): Promise<T> =>
  officeCall(start, within).catch(() => otherwise)

/** True where this Outlook has that set of its interface. */
export const has = (version: string): boolean => Office.context.requirements.isSetSupported('Mailbox', version)

const trouble = (code: HostTrouble, office: string, cause?: unknown) => new Problem(code, { office }, cause)

function troubleOf({ name = '', message = '' }: { readonly name?: string; readonly message?: string }): HostTrouble {
  const said = `${name} ${message}`
  if (/size|exceed|too large|too long|maximum/i.test(said)) return 'host-too-large'
  if (/not ?supported|not ?available|not ?implemented/i.test(said)) return 'host-not-offered'
  return /timed? ?out/i.test(said) ? 'host-no-answer' : 'host-refused'
}

/** Older Outlooks lack members; calling what is not there is a TypeError. */
const isMissing = (error: unknown) => error instanceof TypeError
