import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import { afterEach, describe, expect, it } from 'vitest'
import type { NewMailbox } from '../../../mailboxes/mailboxes'
import { tryMailbox } from '../../../mailboxes/try-mailbox'
import { certificate } from '../../../testing/certificate'
import { type ImapLiar, type Lies, startImapLiar } from '../../../testing/imap-liar'

const password = 'geheim-4711'
const sayings = [password, Buffer.from(password).toString('base64'), Buffer.from(`\0crm\0${password}`).toString('base64')]

describe('a mailbox that must be encrypted, on a line where somebody lies', () => {
  let liar: ImapLiar
  afterEach(() => liar?.stop())

  const mailbox = (change: Partial<NewMailbox>): NewMailbox => {
    const server = { name: 'crm', host: '127.0.0.1', port: liar.port, security: 'starttls', login: 'crm', auth: 'password' } as const
    return { ...server, secret: password, folder: 'INBOX', afterwards: 'read', moveTo: null, intervalSeconds: 60, ...change }
  }
  const heard = () => sayings.filter((saying) => liar.heard().includes(saying))
  const lied = async (capabilities: string, lies: Lies, change?: Partial<NewMailbox>) => {
    liar = await startImapLiar(capabilities, lies)
    const problem = await tryMailbox(mailbox(change ?? {})).then(
      () => null,
      (error: unknown) => error,
    )
    expect(problem).toBeInstanceOf(Problem)
    expect(heard()).toEqual([])
    for (let attempt = 0; attempt < 400 && liar.connections() > 0; attempt++) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(liar.connections()).toBe(0)
    expect(liar.commands.filter((command) => /^(?:LOGIN|AUTHENTICATE|SELECT|UID)/.test(command))).toEqual([])
    return problem as Problem
  }

  const lies: Record<string, [code: string, capabilities: string, lies: Lies, change?: Partial<NewMailbox>]> = {
    'STARTTLS is not offered': ['mailbox-no-starttls', 'IMAP4rev1 AUTH=PLAIN', {}],
    'STARTTLS is refused': ['mailbox-no-starttls', 'IMAP4rev1 STARTTLS AUTH=PLAIN', { answers: { STARTTLS: 'NO not today' } }],
    'STARTTLS is refused as unknown': ['mailbox-no-starttls', 'IMAP4rev1 STARTTLS AUTH=PLAIN', { answers: { STARTTLS: 'BAD what' } }],
    'the greeting says that we are signed in already': ['mailbox-no-starttls', 'IMAP4rev1', { greeting: '* PREAUTH welcome' }],
    'the greeting says so, and STARTTLS is refused': [
      'mailbox-no-starttls',
      'IMAP4rev1 STARTTLS',
      { greeting: '* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome', answers: { STARTTLS: 'BAD you are signed in' } },
    ],
    'answers follow the OK in the clear': [
      'mailbox-tampered',
      'IMAP4rev1 STARTTLS',
      { startTls: { injected: '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n* PREAUTH welcome' } },
    ],
    'answers come in the clear instead of a handshake': [
      'mailbox-no-tls',
      'IMAP4rev1 STARTTLS',
      { startTls: { later: '* CAPABILITY IMAP4rev1 AUTH=PLAIN' } },
    ],
    'the certificate is by nobody': ['mailbox-certificate', 'IMAP4rev1 STARTTLS', { startTls: certificate('IP:127.0.0.1') }],
    'a port for TLS that speaks in the clear': ['mailbox-no-tls', 'IMAP4rev1 AUTH=PLAIN', {}, { security: 'tls' }],
  }
  it.each(Object.entries(lies))('sends no password when %s', async (_, [code, capabilities, how, change]) => {
    const problem = await lied(capabilities, how, change)
    expect(problem.code).toBe(code)
    for (const language of ['de', 'en'] as const) expect(problemText(problem, language)).not.toMatch(/\{\w+\}/)
  })
  it('would be overheard here if it were sent', async () => {
    liar = await startImapLiar('IMAP4rev1')
    await tryMailbox(mailbox({ security: 'none' }))
    expect(heard()).toEqual([password])
  })
})
