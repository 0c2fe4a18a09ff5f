import type { TestApi } from './api'
import { mailBytes, type TestMail } from './mail'

let uid = 0n

/** A mail of the world as it comes in; `at`: when it was written and received, in place of a `date`. */
export type ArrivingMail = TestMail & { readonly at?: Date }

/** Takes mails in, in one go, and resolves when they are filed. */
export async function arrive({ intake }: Pick<TestApi, 'intake'>, ...mails: readonly ArrivingMail[]): Promise<void> {
  await intake.receive(
    mails.map(({ at, ...mail }) => ({
      source: 'imap' as const,
      mailboxId: null,
      folder: 'INBOX',
      uidValidity: 1n,
      uid: ++uid,
      receivedAt: at ?? new Date('2026-03-02T08:00:05Z'),
      bytes: mailBytes(at ? { date: at.toUTCString(), ...mail } : mail),
    })),
  )
  await intake.settle()
}
