import { createHash } from 'node:crypto'
import { Problem } from '@postakte/shared/model/problem'
import { addOnId, windowQuestion } from '@postakte/shared/thunderbird/sign-in-window'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { ProblemWith } from '../http/problem-with'
import { beginCompanySignIn } from './company'

const sha1 = createHash('sha1').update(addOnId).digest('hex')

/**
 * What Thunderbird calls our add-on's address, and takes out of the air before anybody is asked for it. Fixed here: a window that was
 * begun otherwise ends nowhere else. The answer stands behind the #, so that it stays in a browser that does go there.
 */
export const addOnAddress = `https://${sha1}.extensions.allizom.org/`

/** Where the window goes on: to the company's service, or back with what went wrong. */
export async function beginInWindow(db: Db, config: Config, address: string, asked: unknown): Promise<string> {
  const question = windowQuestion.safeParse(asked).data
  if (question?.redirect_uri !== addOnAddress) throw new ProblemWith('request-wrong', { fields: [] })
  try {
    const { challenge, prompt } = question
    return await beginCompanySignIn(db, config, address, { challenge, prompt, comeBackTo: addOnAddress })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return `${addOnAddress}#${new URLSearchParams({ problem: error.code, ...error.facts })}`
  }
}
