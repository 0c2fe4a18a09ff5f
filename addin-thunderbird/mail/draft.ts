import type { Draft, HostPerson } from '@postakte/panel/host/mail-host'
import { persons } from './read-mail'

/** What is being written in a tab. */
export const openDraft = async (tabId: number): Promise<Draft> => draftOf(tabId, await messenger.compose.getComposeDetails(tabId))

export async function draftOf(tabId: number, details: Messenger.ComposeDetails): Promise<Draft> {
  const { to, cc, bcc, subject, identityId, relatedMessageId, type } = details
  const [people, identity, answers] = await Promise.all([
    Promise.all([persons(texts(to), 'to'), persons(texts(cc), 'cc'), persons(texts(bcc), 'bcc')]),
    messenger.identities.get(identityId).catch(() => null),
    type === 'reply' && relatedMessageId !== undefined ? messageIdOf(relatedMessageId) : null,
  ])
  return { kind: 'draft', key: `draft ${tabId}`, answers, people: people.flat() as HostPerson[], subject, mailbox: identity?.email ?? null }
}

/** Message-ID of the mail that a draft answers; null: none, or no draft. */
export async function messageIdAnswered(tabId: number): Promise<string | null> {
  const details = await messenger.compose.getComposeDetails(tabId).catch(() => null)
  return details?.type === 'reply' && details.relatedMessageId !== undefined ? messageIdOf(details.relatedMessageId) : null
}

/** A recipient may be a list of the address book, too: it has no address. */
const texts = (recipients: Messenger.ComposeDetails['to']): readonly string[] =>
  (typeof recipients === 'string' ? [recipients] : recipients).filter((one) => typeof one === 'string')

const messageIdOf = (id: number) =>
  messenger.messages.get(id).then(
    ({ headerMessageId }) => headerMessageId || null,
    () => null,
  )
