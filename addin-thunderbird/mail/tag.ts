import type { Language } from '@postakte/shared/texts/texts'

/** What Thunderbird's list shows at a mail of ours. Keys are IMAP keywords: every program at this mailbox sees them. */
export type MailTag = 'filed' | 'waiting'

const key: Readonly<Record<MailTag, string>> = { filed: 'postakte_filed', waiting: 'postakte_waiting' }
const colour: Readonly<Record<MailTag, string>> = { filed: '#2E8B57', waiting: '#C2700C' }
const names: Readonly<Record<Language, Readonly<Record<MailTag, string>>>> = {
  de: { filed: 'Abgelegt', waiting: 'Wird abgelegt' },
  en: { filed: 'Filed', waiting: 'To be filed' },
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

async function makeTag(tag: MailTag, language: Language): Promise<void> {
  const known = await messenger.messages.tags.list()
  if (known.some((one) => one.key === key[tag])) return
  await messenger.messages.tags.create(key[tag], names[language][tag], colour[tag])
}
