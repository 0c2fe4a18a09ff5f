import type { deCaseProblems } from './de-case-problems'
import type { Same } from './same'

export const enCaseProblems: Same<typeof deCaseProblems> = {
  'case-assignee-cannot-see': 'Who is to work on this case may not see it. Choose somebody else, or another team.',
  'case-closed': 'The case is closed. Open it again first.',
  'case-merge-closed': 'An open case cannot be merged into a closed one. Open the closed one first, or merge the other way round.',
  'case-merge-same': 'This is the same case. Choose another one.',
  'case-merged': 'This case became part of case {number}. Make the change there, or take the merge back.',
  'case-merged-further': 'The other case has itself become part of a further one meanwhile. Take that merge back first.',
  'case-not-merged': 'This case is not merged into another one.',
  'case-not-yours': 'Only the owner of the case may do this.',
  'case-title-missing': 'Nothing is left of the mail’s subject without prefixes and tags. Give the case a title.',
  'folder-circle': 'A folder cannot lie in itself. Choose another place.',
  'folder-exists': 'There is a folder “{name}” in that place already. Choose another name.',
  'folder-not-empty': 'There is still something in the folder “{name}”. Empty it first.',
  'folder-other-team': 'All folders under a folder belong to the same team. Choose a place in that team.',
}
