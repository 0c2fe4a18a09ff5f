import { Problem } from '@postakte/shared/model/problem'

/** As it came, byte for byte. */
export async function sourceOf(id: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await (await messenger.messages.getRaw(id)).arrayBuffer())
  } catch (error) {
    throw new Problem('host-refused', {}, error)
  }
}

/** The source of a mail that was open at some time; null: it lies nowhere any more. */
export async function sourceByMessageId(messageId: string): Promise<Uint8Array | null> {
  const { messages } = await messenger.messages.query({ headerMessageId: messageId })
  return messages[0] ? sourceOf(messages[0].id) : null
}
