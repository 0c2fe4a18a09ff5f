import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../../../db/db'
import { keptUids, type Mailbox } from '../../../mailboxes/mailboxes'
import type { Arrival } from '../../arrival'
import { connect } from '../imap/connection'
import { openFolder } from '../imap/fetching'
import { mailboxProblem } from '../imap/problem'

const groupMails = 100

/** All mails of a folder of a known mailbox that are not kept yet, group by group; nothing is changed on the IMAP server. */
export async function* readImapFolder(db: Query, mailbox: Mailbox, folder: string): AsyncGenerator<Arrival> {
  const source = { ...mailbox, folder }
  const client = await connect(source).catch((error: unknown) => {
    throw mailboxProblem(error, source)
  })
  try {
    const uidValidity = await openFolder(client, source, { readOnly: true }).catch((error: unknown) => {
      throw mailboxProblem(error, source)
    })
    const listed: { uid: number; size: number }[] = []
    for await (const { uid, size } of client.fetch('1:*', { uid: true, size: true }, { uid: true })) listed.push({ uid, size: size ?? 0 })
    const kept = await keptUids(db, source, uidValidity, listed)
    const wanted = listed.filter(({ uid }) => !kept.has(uid))
    for (let at = 0; at < wanted.length; at += groupMails) {
      const range = wanted
        .slice(at, at + groupMails)
        .map(({ uid }) => uid)
        .join(',')
      for await (const { uid, source: bytes, internalDate, size } of client.fetch(
        range,
        { uid: true, source: true, internalDate: true, size: true },
        { uid: true },
      )) {
        if (!bytes || (size !== undefined && bytes.length !== size))
          throw new Problem('mailbox-failed', { name: mailbox.name, reason: `UID ${uid}` })
        yield {
          source: 'imap',
          mailboxId: mailbox.id,
          folder,
          uidValidity,
          uid: BigInt(uid),
          receivedAt: new Date(internalDate ?? Date.now()),
          bytes,
        }
      }
    }
  } finally {
    client.close()
  }
}
