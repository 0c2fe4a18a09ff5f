import type { deRecordProblems } from './de-record-problems'
import type { Same } from './same'

export const enRecordProblems: Same<typeof deRecordProblems> = {
  'contact-number-taken': 'Another contact already has customer number {number}. Take another one, or merge the two.',
  'contact-own-company': 'A contact cannot be its own company. Choose another one.',
  'contact-has-people': '{count} people belong to this company. Give them another company first.',
  'contact-is-merged': 'This contact was merged into “{name}”. Go on there.',
  'merge-with-itself': 'That is the same contact twice. Choose the other one.',
  'merge-of-two-kinds': 'A person and a company cannot be merged. Change the kind of one of them first.',
  'would-be-out-of-sight': 'You could not see the opportunity yourself afterwards. If that is what you want, hand it over.',
  'opportunity-owner-cannot-see': 'Whoever is to own the opportunity may not see it. Choose somebody else, or another team.',
  'opportunity-not-yours': 'Only the owner of an opportunity makes it private. Take it over first.',
  'opportunity-still-open': 'The opportunity is still open. Set it to won or lost first.',
  'import-torn':
    'Customer number {number} and external id “{id}” belong to two different contacts. Correct one of them, or merge the contacts.',
  'import-clash': 'Customer number {number} or external id “{id}” is being given elsewhere right now. Send the row again.',
  'import-number-taken': 'Customer number {number} belongs to a contact with another external id. Correct one of the two.',
  'import-twice': 'External id “{id}” stands in this request before. The first row counts; remove the other.',
  'import-owner-unknown': 'Taken without an owner: “{owner}” is no user, or several are called that. Use the login.',
  'import-company-unknown': 'Taken without a company: there is no “{company}”. Send the company, then this row again.',
  'case-number-taken': 'Case number {number} is not free. Take another one, or leave it out.',
  'external-id-unusable': 'Nothing can be made or changed under external id “{id}”. Take another one.',
  'merge-later-first': 'It was merged on since, with “{name}”. Undo the later merge first.',
}
