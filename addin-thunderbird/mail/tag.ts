import type { Language } from '@postakte/shared/texts/texts'

/**
 * What Thunderbird's list shows at a mail of ours, a colour for each. Keys are IMAP keywords: every program at this mailbox sees them,
 * a shared one's colleagues, too. So they say how it stands with the mail, and nothing of who looks at it ("mine").
 */
export type MailTag = 'filed' | 'waiting' | 'todo'

const key: Readonly<Record<MailTag, string>> = { filed: 'postakte_filed', waiting: 'postakte_waiting', todo: 'postakte_todo' }
const colour: Readonly<Record<MailTag, string>> = { filed: '#2E8B57', waiting: '#C2700C', todo: '#8764B8' }
const names: Readonly<Record<Language, Readonly<Record<MailTag, string>>>> = {
  de: { filed: 'Abgelegt', waiting: 'Wird abgelegt', todo: 'Klärfall' },
  en: { filed: 'Filed', waiting: 'To be filed', todo: 'To-do' },
}
const ours: ReadonlySet<string> = new Set(Object.values(key))

/** The mail has that tag of ours, or none; tags of others stay. */
export async function setTag(messageId: number, tag: MailTag | null, language: Language): Promise<void> {
  const { tags } = await messenger.messages.get(messageId)
  const wanted = [...tags.filter((one) => !ours.has(one)), ...(tag === null ? [] : [key[tag]])]
  if (wanted.length === tags.length && wanted.every((one) => tags.includes(one))) return
  if (tag !== null) await makeTag(tag, language)
  await messenger.messages.update(messageId, { tags: wanted })
}

/** Others of ours stay. */
export async function takeTags(messageId: number, ...taken: readonly MailTag[]): Promise<void> {
  const { tags } = await messenger.messages.get(messageId)
  const left = tags.filter((one) => !taken.some((tag) => one === key[tag]))
  if (left.length < tags.length) await messenger.messages.update(messageId, { tags: left })
}

/** Several mails may want it at once, and Thunderbird makes no second one. */
const made = new Map<MailTag, Promise<void>>()

function makeTag(tag: MailTag, language: Language): Promise<void> {
  const making = made.get(tag) ?? make(tag, language)
  made.set(tag, making)
  // Who takes the tag away in the settings finds it again with the next mail.
  return making.finally(() => made.delete(tag))
}

async function make(tag: MailTag, language: Language): Promise<void> {
  const known = await messenger.messages.tags.list()
  if (known.some((one) => one.key === key[tag])) return
  await messenger.messages.tags.create(key[tag], names[language][tag], colour[tag])
}
