import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What Thunderbird sent, as it came. */
export interface SentMail {
  readonly to: readonly string[]
  readonly bytes: Buffer
  readonly messageId: string
}

/** Takes every mail, and passes none on. */
export interface SmtpSink {
  readonly port: number
  readonly mails: readonly SentMail[]
  close(): Promise<void>
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: SentMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const messageId = /^message-id:\s*<(.+)>/im.exec(bytes.toString('latin1'))?.[1] ?? ''
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), bytes, messageId })
        done()
      })
    },
  })
  // A client that ends in the middle of a mail is no concern of a test.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return { port, mails, close: () => new Promise((resolve) => server.close(resolve)) }
}
