import { AuthError, createNestablePublicClientApplication } from '@azure/msal-browser'
import type { OfficeRegistration } from '@postakte/panel/host/mail-host'

/** Outlook asks Microsoft meanwhile; the user may sign in by the browser as well. */
const patience = 15_000

/**
 * A token of the account that the user has in Outlook, for our own API, when Outlook gives one without asking (nested app
 * authentication). Loaded when it is needed only: Microsoft's library is large.
 */
export async function tokenOfOffice({ clientId, authority, tenant, scope }: OfficeRegistration): Promise<string | null> {
  const client = await createNestablePublicClientApplication({
    auth: { clientId, authority: `${authority}/${tenant}` },
    // The pane's storage may be closed to it, and a token of ours stands for the session anyway.
    cache: { cacheLocation: 'memoryStorage' },
  })
  const token = client.acquireTokenSilent({ scopes: [scope] }).then(
    ({ accessToken }) => accessToken,
    (error: unknown) => {
      if (error instanceof AuthError) return null
      throw error
    },
  )
  return Promise.race([token, new Promise<null>((resolve) => setTimeout(resolve, patience, null))])
}
