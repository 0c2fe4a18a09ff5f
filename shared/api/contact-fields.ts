import { z } from 'zod'
import { normalAddress } from '../mail/address'
import { plainNumber } from '../mail/tags'
import { line } from './shapes'

/** Any way of writing an address; comes out as the key that everything compares (shared/mail/address.ts). */
export const emailAddress = z
  .string()
  .max(1_000)
  .transform((text, context) => {
    const address = normalAddress(text)
    if (address !== null) return address
    context.issues.push({ code: 'invalid_format', format: 'email', input: text })
    return z.NEVER
  })
  .meta({ example: 'anna@huber-verlag.example' })

/** Digits; leading zeros and blanks are the typist's. */
export const customerNumber = z
  .string()
  .max(40)
  .transform(plainNumber)
  .pipe(z.string().regex(/^[1-9]\d{0,11}$/))
  .meta({ example: '10023' })

export const contactKind = z.enum(['person', 'company'])
export const contactName = line(300)
export const phones = z.array(line(60)).max(20)
/** Of the ERP: any text without control characters. */
export const externalId = line(200)
