import type { deJournal } from './de-journal'
import type { Same } from './same'

export const enJournal: Same<typeof deJournal> = {
  server: 'server',
  onBehalfOf: '{user} for {other}',
  erased: '[facts erased]',
  progress: '{rows} rows checked …',
  sound: 'The journal is whole: {rows} rows in {seals} seals, {erased} of them with erased facts; {unsealed} not sealed yet.',
  unsound:
    '{findings} findings in {rows} rows of {seals} seals. Keep this output, change nothing in the database, compare the rows named with a backup (postakte journal show), and find out who reaches the database as its owner or as superuser. More in docs/journal.md.',
  unsealedLong: 'Nothing was sealed since {unsealedSince}, {unsealed} rows wait. Check whether a server runs.',
  head: 'Newest seal ({headAt}): {head}',
  noHead: 'Nothing is sealed yet. A running server seals every second.',
  findings: {
    'row-touched': 'Row {row} (seal {seal}) was changed after it was sealed. A backup shows what stood there before.',
    'row-exchanged': 'Row {row} (seal {seal}) has the content of row {other}: they were exchanged or renumbered.',
    'row-removed': 'Row {row} (seal {seal}) was removed. Fetch it from a backup.',
    'row-moved': 'Row {row} belongs to seal {seal} but says {found}: its place in the chain was changed.',
    'row-inserted': 'Row {row} says seal {seal}, which does not know it: it was inserted afterwards.',
    'row-orphaned': 'Row {row} says seal {seal}, which is not there: the seal was removed, or the row was inserted.',
    'row-misdated':
      'Row {row} says the time {at} but was sealed among others (seal {seal}, {sealedAt}). It was inserted afterwards, or the clock of the database jumped, or a transaction was open for more than an hour.',
    'facts-touched': 'The facts of row {row} are no longer those that it was written with. A backup shows the old ones.',
    'facts-removed': 'The facts of row {row} are missing, and the journal tells of no erasure. Fetch them from a backup.',
    'seal-touched': 'Seal {seal} was changed: it proves nothing about its rows any more. A backup shows the true one.',
    'seal-removed': 'Seal {seals} is missing: what stood in it is no longer proven. Fetch it from a backup.',
    'chain-broken': 'Seal {seal} does not follow seal {before}: one of them was replaced. Compare with a backup.',
    'head-unknown':
      'No seal has the hash {head}. The chain has {seals} seals, the newest of {at}. Its end was cut off, the chain was made anew, or an older backup was restored.',
  },
}
