import type { deContacts } from './de-contacts'
import type { Same } from './same'

export const enContacts: Same<typeof deContacts> = {
  read: 'Read as {encoding}, delimiter “{delimiter}”. Columns:',
  column: '  {header} → {column}',
  passedOver: '  {header} → passed over',
  columns: {
    number: 'customer number',
    externalId: 'external id',
    name: 'name',
    firstName: 'first name',
    company: 'company',
    companyNumber: "company's customer number",
    address: 'e-mail address',
    phone: 'phone',
  },
  wouldTake: '{good} contacts would be taken in, {refused} lines refused. Nothing was written.',
  progress: '{count} of {all} …',
  done: 'Done: {created} new, {changed} known already, {refused} refused.',
}
