/** Message-ID as a key: no brackets, no blanks, right of @ lower case, at most 500 characters; null when nothing is left. */
export function normalMessageId(id: string): string | null {
  const bare = id.replace(/[\s<>\u0000]/g, '').slice(0, 500)
  if (bare === '') return null
  const at = bare.lastIndexOf('@')
  return at === -1 ? bare : bare.slice(0, at) + bare.slice(at).toLowerCase()
}
