import { z } from 'zod'
import { contactRef } from './refs'
import { userRef } from './shapes'

export const contactStage = z.enum(['lead', 'customer'])

/** A contact as lists show it. */
export const contactLine = contactRef.extend({
  stage: contactStage,
  active: z.boolean(),
  company: contactRef.nullable(),
  owner: userRef.nullable(),
  /** The first ones. */
  address: z.string().nullable(),
  phone: z.string().nullable(),
})
export type ContactLine = z.output<typeof contactLine>
