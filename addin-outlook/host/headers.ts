import type { HeaderLine } from '@postakte/panel/host/mime'

export function headerLines(text: string): readonly HeaderLine[] {
  const unfolded = text.replace(/\r\n|\r/g, '\n').replace(/\n[ \t]+/g, ' ')
  return unfolded.split('\n').flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 1 ? [] : [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }]
  })
}

export const headerValue = (lines: readonly HeaderLine[], name: string): string | null =>
  lines.find((line) => line.name.toLowerCase() === name)?.value ?? null

/** Message-IDs of In-Reply-To and References, newest first, each once. */
export function threadOf(lines: readonly HeaderLine[]): readonly string[] {
  const ids = (name: string) => (headerValue(lines, name) ?? '').match(/<[^<>\s]+>/g) ?? []
  return [...new Set([...ids('in-reply-to'), ...ids('references').reverse()].map(bareId))]
}

/** Without its angle brackets. */
export const bareId = (id: string): string => id.trim().replace(/^<(.*)>$/, '$1')

/** RFC 3339 of a Date line; null where it says none. */
export function sentAtOf(lines: readonly HeaderLine[]): string | null {
  const at = new Date(headerValue(lines, 'date') ?? '')
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
