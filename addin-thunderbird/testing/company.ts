import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A Thunderbird as a company sets it up: the same program in a folder of its own, with a policy beside it. Gives its path. */
export function thunderbirdOfCompany(thunderbird: string, folder: string, policies: object): string {
  const original = dirname(thunderbird)
  mkdirSync(join(folder, 'distribution'), { recursive: true })
  for (const name of readdirSync(original))
    if (!name.startsWith('thunderbird') && name !== 'distribution') symlinkSync(join(original, name), join(folder, name))
  // Thunderbird takes the folder that its program really lies in for its own.
  copyFileSync(realpathSync(thunderbird), join(folder, 'thunderbird'))
  writeFileSync(join(folder, 'distribution/policies.json'), JSON.stringify(policies))
  return join(folder, 'thunderbird')
}

/** The company's own certificate authority (`ca`, a file), and what it vouches for: this machine. */
export function companyCertificate(folder: string): { readonly ca: string; readonly key: Buffer; readonly cert: Buffer } {
  const file = (name: string) => join(folder, name)
  const begin = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
  const openssl = (...more: string[]) => execFileSync('openssl', [...begin, ...more], { stdio: 'pipe' })
  openssl('-subj', '/CN=Verlag Sonnberg', '-addext', 'keyUsage=keyCertSign', '-keyout', file('ca.key'), '-out', file('ca.pem'))
  const vouched = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-addext', 'subjectAltName=IP:127.0.0.1']
  openssl(
    ...vouched,
    '-addext',
    'basicConstraints=critical,CA:FALSE',
    '-subj',
    '/CN=Postakte',
    '-keyout',
    file('key'),
    '-out',
    file('cert'),
  )
  return { ca: file('ca.pem'), key: readFileSync(file('key')), cert: readFileSync(file('cert')) }
}
