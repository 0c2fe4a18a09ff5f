import type { deStart } from './de-start'
import type { Same } from './same'

export const enStart: Same<typeof deStart> = {
  embedded:
    'Postakte runs on the embedded database: for trying out. It survives a crash but not a power cut; for real use take PostgreSQL (docs/operate.md).',
  address: 'Address:  {address}',
  login: 'Login:    {login}',
  password: 'Password: {password}   (shown only now, and good for {others} too)',
  knownLogin: 'Password: as shown at the first start. Lost? Stop the server, then: npm run postakte -- user password {login}',
  noUsers: 'Nobody can sign in yet. To make the first user: postakte user add LOGIN --name "First Last" --role admin',
}
