import type { deMails, deMailsProblems } from './de-mails'
import type { Same } from './same'

export const enMails: Same<typeof deMails> = {
  attachment: 'Attachment',
}

export const enMailsProblems: Same<typeof deMailsProblems> = {
  'search-no-word':
    'This cannot be searched for: there is no word in it, or only small ones such as “and” and “der”. Type a word that stands in the text.',
  'mail-too-costly': 'This mail is built in a way that it cannot be shown. Its original is kept whole; ask your administrator.',
}
