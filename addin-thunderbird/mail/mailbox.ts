/** While the background is awake; an account seldom gets another address. */
const known = new Map<string, Promise<string | null>>()

/** Address of the account that a mail lies in; null for local folders and opened files. */
export function mailboxOf(accountId: string | undefined): Promise<string | null> {
  if (accountId === undefined) return Promise.resolve(null)
  const found = known.get(accountId) ?? ask(accountId)
  known.set(accountId, found)
  return found
}

const ask = (accountId: string) =>
  messenger.accounts.get(accountId).then(
    (account) => account?.identities[0]?.email ?? null,
    () => null,
  )
