import { z } from 'zod'

/** As the manifest names the add-on. */
export const addOnId = 'postakte@postakte.example'

/** Where Thunderbird's sign-in window begins; it ends at the add-on's own address, which nobody ever asks. */
export const windowPath = '/sign-in/thunderbird'

/**
 * What the add-on begins with, in the address. `challenge`: SHA-256 of 32 random bytes that it keeps; base64url without padding.
 * `redirect_uri`: what Thunderbird calls the add-on's address (identity.getRedirectURL). `prompt`: the service asks the user also where
 * it knows one already, who may be the wrong one.
 */
export const windowQuestion = z.object({
  challenge: z.string().regex(/^[\w-]{43}$/),
  redirect_uri: z.string(),
  prompt: z.literal('login').optional(),
})

/** What comes back behind the #: a code that is good once, or what went wrong. */
export type WindowAnswer = { readonly code: string } | { readonly problem: string; readonly facts: Readonly<Record<string, string>> }

/** Null: it is none of ours. Of facts only numbers: the sentences are the reader's own. */
export function readWindowAnswer(address: string): WindowAnswer | null {
  const { code, problem, ...others } = Object.fromEntries(new URLSearchParams(URL.parse(address)?.hash.slice(1) ?? ''))
  if (code) return { code }
  return problem ? { problem, facts: Object.fromEntries(Object.entries(others).filter(([, value]) => /^\d+$/.test(value))) } : null
}
