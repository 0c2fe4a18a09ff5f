import type { BrowserContext, Page } from 'playwright-core'

/** What Outlook's broker is asked for, and how it answers: a token, or one of its refusals. */
export interface OfficeBroker {
  readonly asked: { readonly method: string; readonly clientId?: string; readonly scope?: string }[]
  /** Null: the user would have to be asked. */
  token: string | null
}

interface Asked {
  readonly method: string
  readonly requestId: string
  readonly tokenParams?: { readonly clientId: string; readonly scope: string }
}

/** The bridge that Outlook gives to panes for nested app authentication: messages as JSON to and fro, answered out of the page. */
export async function giveBroker(context: BrowserContext, page: Page, accountId: { tenant: string; oid: string }): Promise<OfficeBroker> {
  const broker: OfficeBroker = { asked: [], token: null }
  await page.exposeFunction('officeBroker', (text: string) => answerTo(JSON.parse(text) as Asked, broker, accountId))
  await context.addInitScript(() => {
    const heard = new Set<(answer: string) => void>()
    const bridge = {
      addEventListener: (_: string, listener: (answer: string) => void) => heard.add(listener),
      removeEventListener: (_: string, listener: (answer: string) => void) => heard.delete(listener),
      postMessage: async (text: string) => {
        const answer = await (window as unknown as { officeBroker(text: string): Promise<string> }).officeBroker(text)
        for (const listener of heard) listener(answer)
      },
    }
    Object.assign(window, { nestedAppAuthBridge: bridge })
  })
  return broker
}

function answerTo(
  { method, requestId, tokenParams }: Asked,
  broker: OfficeBroker,
  { tenant, oid }: { tenant: string; oid: string },
): string {
  broker.asked.push({ method, ...(tokenParams ? { clientId: tokenParams.clientId, scope: tokenParams.scope } : {}) })
  const answer = (more: object) => JSON.stringify({ messageType: 'NestedAppAuthResponse', requestId, ...more })
  const username = 'n.stein@sonnberg.example'
  const account = {
    homeAccountId: `${oid}.${tenant}`,
    environment: 'login.microsoftonline.com',
    tenantId: tenant,
    username,
    localAccountId: oid,
  }
  if (method === 'GetInitContext')
    return answer({
      success: true,
      initContext: { sdkName: 'Outlook', sdkVersion: '1', capabilities: { queryAccount: false }, accountContext: account },
    })
  if (broker.token === null) return answer({ success: false, error: { status: 'USER_INTERACTION_REQUIRED', code: '', description: '' } })
  const token = { access_token: broker.token, id_token: broker.token, expires_in: 3_600, scope: tokenParams!.scope }
  return answer({ success: true, token, account: { ...account, idTokenClaims: { oid, tid: tenant } } })
}
