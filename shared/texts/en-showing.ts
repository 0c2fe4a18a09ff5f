import type { deShowing } from './de-showing'
import type { Same } from './same'

export const enShowing: Same<typeof deShowing> = {
  content: 'Content of the e-mail',
  quoted: 'Quoted message',
  leadsTo: '[leads to {target}]',
  pictures: 'Pictures on the Internet that are not loaded: {count}. Loading them would tell the sender that you read this mail.',
  notes: {
    cut: 'This mail is very long and cut here. The original is complete.',
    'only-text': 'This mail is built too elaborately to be displayed. This is its text alone; the original is complete.',
    unreadable: 'This mail cannot be displayed here. The original is complete and can be downloaded.',
    empty: 'This mail has no text.',
  },
  unnamed: 'attachment',
}
