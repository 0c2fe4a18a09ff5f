/**
 * The first name that some object of this JSON text has twice; null: none has. JSON.parse takes the last of them, others the first: who
 * checks and who acts would read two different requests (RFC 8259 §4). The text must be valid JSON.
 */
export function nameTwice(text: string): string | null {
  const open: Set<string>[] = []
  for (const [token, string, isName] of text.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")\s*(:)?|[{}]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (isName) {
      const [names, name] = [open.at(-1)!, JSON.parse(string!) as string]
      if (names.has(name)) return name
      names.add(name)
    }
  }
  return null
}
