/** The one mail that a tab shows; null: none, or several. Thunderbird is asked, for its events may come late. */
export async function displayedIn(tabId: number): Promise<Messenger.MessageHeader | null> {
  const { messages } = await messenger.messageDisplay.getDisplayedMessages(tabId).catch(() => ({ messages: [] }))
  return messages.length === 1 ? messages[0]! : null
}
