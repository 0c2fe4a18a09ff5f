import type { ApiProblem } from '@postakte/shared/api/client'

/** Code of the problem that a call runs into; 'done' when it runs into none. */
export const refused = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: ApiProblem) => error.code,
  )
