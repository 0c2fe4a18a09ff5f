import { baseSubject } from './subject'
import { withoutTags } from './tags'

const longest = 200

/** What a new case is called until somebody says otherwise: a mail's subject without prefixes and tags; '' when nothing is left. */
export function caseTitleOf(subject: string): string {
  const bare = baseSubject(withoutTags(baseSubject(subject)))
  return [...bare].slice(0, longest).join('').trim()
}
