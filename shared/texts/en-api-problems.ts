import type { deApiProblems } from './de-api-problems'
import type { Same } from './same'

export const enApiProblems: Same<typeof deApiProblems> = {
  'answer-shown-once': 'This has been done, and its answer is shown only once. If it was lost, make a new secret.',
  'changed-meanwhile': 'Somebody has changed this in the meantime. Look at it as it is now, then change it.',
  'key-in-use': 'The same change is already under way. Wait a moment.',
  'key-used-otherwise': 'This Idempotency-Key belongs to another request. Take a new one for each change.',
  'not-allowed': 'You lack the permission “{permission}” for this. Ask your administrator.',
  'record-unknown': 'This does not exist, or not for you.',
  'request-too-large': 'This is too large: more than {most} bytes. Send less at a time.',
  'request-wrong': 'Some of what you sent is not right. Correct the fields that are named.',
  'server-busy': 'The server cannot reach its database at the moment. Try again in a minute.',
  'server-unreachable': 'Postakte cannot be reached at {base} at the moment. Check the connection; what you file is not lost.',
  bug: "This is a bug of Postakte. It stands in the server's log; nothing was lost.",
}
