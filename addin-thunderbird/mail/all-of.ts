/** Thunderbird hands long lists out in pages. */
export async function allOf(first: Messenger.MessageList): Promise<readonly Messenger.MessageHeader[]> {
  const all = [...first.messages]
  for (let { id } = first; id !== null; ) {
    const page = await messenger.messages.continueList(id)
    all.push(...page.messages)
    id = page.id
  }
  return all
}
