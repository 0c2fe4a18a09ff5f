import type { deApi } from './de-api'
import type { Same } from './same'

export const enApi: Same<typeof deApi> = {
  title: 'Postakte: the API',
  intro:
    'Every route that the panel, the desk and other programs take. Each call carries its access token as “Authorization: Bearer …”. Errors come as problem+json with a code and a sentence in the user’s language.',
  document: 'OpenAPI 3.1 as JSON',
  anyone: 'Without signing in',
  signedIn: 'For everybody who is signed in',
  permission: 'Needs the permission',
  idempotencyKey: 'A key of its own for each change: the same request once more changes nothing a second time.',
  parameters: 'In path and address',
  body: 'Body of the request',
  answer: 'Answer',
  problems: 'What can go wrong',
  bytes: 'Bytes',
  events: 'A stream of events (text/event-stream)',
  nothing: 'Nothing (204)',
  otherLanguage: 'Deutsch',
}
