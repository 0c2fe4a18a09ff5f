import { createHmac } from 'node:crypto'
import { base32 } from './signed-message-id'

/** Short check of a case tag `[VG=123-x7k]`: a typo or a guess does not land in another case (1 in 32,768 a guess). */
export const caseCheck = (number: string, key: string): string =>
  base32(createHmac('sha256', key).update(`case|${number}`).digest()).slice(0, 3)
