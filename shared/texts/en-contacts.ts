import type { deContacts } from './de-contacts'
import type { Same } from './same'

export const enContacts: Same<typeof deContacts> = {
  read: 'Read as {encoding}, delimiter “{delimiter}”. Columns:',
  readCards: 'Read as {encoding}, vCard.',
  column: '  {header} → {column}',
  passedOver: '  {header} → passed over',
  columns: {
    number: 'customer number',
    externalId: 'external id',
    kind: 'person or company',
    name: 'name',
    firstName: 'first name',
    displayName: 'full name',
    company: 'company',
    companyNumber: "company's customer number",
    address: 'e-mail address',
    phone: 'phone',
    owner: 'owner',
    active: 'active',
  },
  wouldTake: '{good} contacts would be taken in, {refused} lines refused. Nothing was written.',
  more: '  … and {count} more; --json names them.',
  progress: '{count} lines …',
  done: 'Done: {created} new, {changed} changed, {unchanged} known already, {refused} refused.',
}
