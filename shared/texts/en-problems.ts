import type { deProblems } from './de-problems'

export const enProblems: Record<keyof typeof deProblems, string> = {
  'directory-unreadable': 'The directory {path} cannot be read: {reason} (at {place}). Check its format.',
  'file-not-found': 'There is no file {path}. Check the path.',
  'no-file-named': 'No file was named. postakte {command} --help shows how to call it.',
}
