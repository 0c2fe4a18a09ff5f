import { normalAddress, shownAddress } from '@postakte/shared/mail/address'
import { hasLookAlikeLabel } from '@postakte/shared/mail/look-alikes'
import type { Suspicion } from './read-mail'

/** Zero-width and direction marks: two addresses that look the same, a name that reads backwards. */
const hidden = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/

/** What makes one address doubtful, with the name beside it (reliability C15–C20). */
export function suspicionsAbout(address: string, name: string): Suspicion[] {
  const found: Suspicion[] = []
  if (normalAddress(address) === null) found.push('bad-from')
  if (hidden.test(address) || hidden.test(name)) found.push('hidden-direction')
  if (showsOtherAddress(name, address)) found.push('display-name-is-address')
  const shown = shownAddress(address)
  if (hasLookAlikeLabel(shown.slice(shown.lastIndexOf('@') + 1))) found.push('mixed-script-domain')
  return found
}

const beforeAt = /[^\s<>"'(),;:@]{1,64}$/
const behindAt = /^[^\s<>"'(),;:@]{1,253}\.\p{L}{2,}/u
/** More than that in one name hide something. */
const mostAts = 5

/** An address in the display name that is another one than the mail comes from. */
function showsOtherAddress(name: string, address: string): boolean {
  const pieces = name.split(/[@\uff20\ufe6b]/)
  if (pieces.length > mostAts + 1) return true
  const own = normalAddress(address)
  return pieces.slice(1).some((behind, at) => {
    const local = beforeAt.exec(pieces[at]!.slice(-64))?.[0]
    const domain = behindAt.exec(behind.slice(0, 300))?.[0]
    return local !== undefined && domain !== undefined && normalAddress(`${local}@${domain}`) !== own
  })
}
