import type { deStart } from './de-start'
import type { Same } from './same'

export const enStart: Same<typeof deStart> = {
  embedded:
    'Postakte runs on the embedded database: for trying out. It survives a crash but not a power cut; for real use take PostgreSQL (docs/operate.md).',
  address: 'Address:  {address}',
  login: 'Password: {password}   (shown only now)',
  knownLogin: 'Password: as shown at the first start. Lost? Stop the server, then: npm run postakte -- login new',
  newLogin: 'New password: {password}',
}
