import { z } from 'zod'
import { id } from './shapes'

/** Records as others name them: in lists, cards, and as the places a mail is filed at. */
export const contactRef = z.object({
  id,
  kind: z.enum(['person', 'company']),
  name: z.string(),
  number: z.string().nullable(),
})
export const caseStatus = z.enum(['open', 'waiting', 'closed', 'archived'])
export const caseRef = z.object({
  id,
  number: z.string(),
  title: z.string(),
  status: caseStatus,
  private: z.boolean(),
})
export const opportunityStage = z.enum(['new', 'qualified', 'offer', 'negotiation', 'won', 'lost'])
export const opportunityRef = z.object({ id, title: z.string(), stage: opportunityStage })
