import type { deProblems } from './de-problems'

export const enProblems: Record<keyof typeof deProblems, string> = {
  'file-not-found': 'There is no file {path}. Check the path.',
}
