import { Problem } from '@postakte/shared/model/problem'
import { diskFull, sqlState } from '../../../db/refusals'

interface ImapError {
  readonly code?: string
  readonly authenticationFailed?: boolean
  readonly serverResponseCode?: string
  readonly responseText?: string
  readonly message?: string
  readonly tlsFailed?: boolean
}

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|DEPTH_ZERO/

/** What is wrong with a mailbox, as a sentence that says what to do. */
export function mailboxProblem(
  error: unknown,
  mailbox: {
    readonly name: string
    readonly host: string
    readonly port: number
    readonly folder: string
    readonly login: string
    readonly auth?: 'password' | 'oauth2'
  },
): Problem {
  if (error instanceof Problem) return error
  const {
    code = '',
    authenticationFailed,
    serverResponseCode = '',
    responseText = '',
    message = '',
    tlsFailed,
  } = (error ?? {}) as ImapError
  const facts = {
    name: mailbox.name,
    host: mailbox.host,
    port: String(mailbox.port),
    folder: mailbox.folder,
    login: mailbox.login,
    reason: responseText || message || code,
  }
  if (sqlState(error) === diskFull) return new Problem('database-full', facts, error)
  if (serverResponseCode === 'UNAVAILABLE' || /\[UNAVAILABLE\]/.test(responseText)) return new Problem('mailbox-failed', facts, error)
  if (/^Unsupported authentication mechanism/.test(message)) return new Problem('mailbox-no-way-in', facts, error)
  if (mailbox.auth === 'oauth2' && authenticationFailed) return new Problem('mailbox-oauth-login', facts, error)
  if (authenticationFailed || serverResponseCode === 'AUTHENTICATIONFAILED') return new Problem('mailbox-login', facts, error)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new Problem('mailbox-host-unknown', facts, error)
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return new Problem('mailbox-refused', facts, error)
  if (code === 'STARTTLS_INJECTION') return new Problem('mailbox-tampered', facts, error)
  if (tlsFailed && /does not support STARTTLS/.test(message)) return new Problem('mailbox-no-starttls', facts, error)
  if (certificate.test(code)) return new Problem('mailbox-certificate', facts, error)
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || /wrong version number|packet length too long/i.test(message))
    return new Problem('mailbox-no-tls', facts, error)
  if (/OVERQUOTA/.test(serverResponseCode) || /quota/i.test(responseText)) return new Problem('mailbox-quota', facts, error)
  if (
    /NONEXISTENT|TRYCREATE/.test(serverResponseCode) ||
    /doesn'?t exist|does not exist|unknown mailbox|no such mailbox/i.test(responseText)
  )
    return new Problem('mailbox-folder', facts, error)
  return new Problem('mailbox-failed', facts, error)
}
