import type { deLiveProblems } from './de-live-problems'
import type { Same } from './same'

export const enLiveProblems: Same<typeof deLiveProblems> = {
  'outside-address-wrong': 'This is no web address. Give one with https://, without user and password.',
  'outside-certificate': 'The certificate of the receiver cannot be trusted. Have it issued for its name.',
  'outside-host-refused':
    '{host} lies in our own network, not on the internet. If it shall be allowed, the operator adds the host to POSTAKTE_WEBHOOK_HOSTS.',
  'outside-host-unknown': 'There is no host {host}. Check how it is written.',
  'outside-not-encrypted': 'To {host} Postakte sends encrypted only. Take an address with https://.',
  'outside-not-http': 'The receiver does not answer as a web server does. Check address and port.',
  'outside-stopped': 'The server was stopped before the receiver answered. It is repeated by itself.',
  'outside-too-slow': 'The receiver did not answer for too long. It should answer 2xx at once and work afterwards.',
  'outside-unreachable': 'The receiver takes no connection. Check address, port and firewall.',
  'too-many-windows': 'You have Postakte open in {most} windows already. Close some.',
  'webhook-secret-sealed':
    'The secret of this webhook cannot be opened: POSTAKTE_SECRET_KEY is another one than when it was made. Restore it, or make a new secret.',
}
