import type { deExplain } from './de-explain'
import type { Same } from './same'

export const enExplain: Same<typeof deExplain> = {
  mail: '“{subject}” from {name} <{from}>, {date}',
  hop: '  taken out of a wrapping: {kind}, by {by}',
  hops: {
    journal: 'journal report',
    attached: 'forwarded as an attachment',
    redirect: 'redirected',
    list: 'through a mailing list',
    'inline-forward': 'forwarded by hand',
    bcc: 'blind copy',
    'rule-forward': 'forwarded by a rule',
  },
  kind: '{class}, {direction}. {trust}',
  classes: {
    normal: 'Mail',
    'auto-reply': 'Auto-reply',
    bounce: 'Bounce',
    receipt: 'Receipt',
    list: 'List mail',
    invitation: 'Invitation',
  },
  directions: { in: 'received', out: 'from us', internal: 'internal' },
  trusts: ['The sender is disproved or forged.', 'The sender is not proven.', 'The sender is proven.', 'The mail is our own.'],
  decisions: {
    file: 'Filed under: {targets}',
    ask: 'Please choose: {targets}',
    unmatched: 'Unmatched: a person looks at it.',
    ignore: 'Kept, but not in the queue.',
  },
}
