import { keysAddress } from '../sign-in/microsoft'
import { askForService } from '../sign-in/oidc'
import { bad, type Examined, type Finding, good } from './finding'

const patience = 10_000

/** Whether somebody can sign in who may let in others, and whether the company's sign-in answers. */
export async function checkPeople({ db, config }: Examined): Promise<readonly Finding[]> {
  const { oidc, microsoft } = config
  const [row] = await db.query<{ users: number; managers: number }>(
    `select count(*)::int as users, count(*) filter (where 'users.manage' = any(permissions_of(u.id)))::int as managers
     from users u where u.active and (u.password_hash is not null or $1)`,
    [oidc !== null || microsoft !== null],
  )
  const { users, managers } = row!
  return [
    managers === 0 ? bad('people-none') : good('people', { users, managers }),
    ...(oidc ? [await service(oidc.issuer.href, () => askForService(oidc))] : []),
    ...(microsoft ? [await service(keysAddress(microsoft), () => askForKeys(keysAddress(microsoft)))] : []),
  ]
}

async function service(address: string, ask: () => Promise<unknown>): Promise<Finding> {
  try {
    await ask()
    return good('service', { address })
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error }
    return bad('service-silent', { address, reason: cause?.message || message })
  }
}

async function askForKeys(address: string): Promise<void> {
  const response = await fetch(address, { signal: AbortSignal.timeout(patience) })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
}
