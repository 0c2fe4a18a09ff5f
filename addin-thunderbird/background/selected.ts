/** By tab, the mail that is selected in the list: Thunderbird shows it a moment later, and says so later still. */
const selected = new Map<number, Messenger.MessageHeader>()

export const selectedIn = (tabId: number): Messenger.MessageHeader | null => selected.get(tabId) ?? null
export const noteSelected = (tabId: number, header: Messenger.MessageHeader): void => void selected.set(tabId, header)
export const forgetSelected = (tabId: number): void => void selected.delete(tabId)
