/**
 * Text made fit for parsers whose regular expressions are not linear (mail-reading: 405 s on one newsletter): long lines
 * cut, blank runs and empty lines folded, 256 kB at most.
 */
export function fenced(text: string): string {
  const start = text.slice(0, 256_000)
  return (start.includes('\r') ? start.replace(/\r\n?/g, '\n') : start)
    .replace(/[ \t\u00a0]{40,}/g, ' '.repeat(10))
    .replace(/\n{4,}/g, '\n\n\n')
    .split('\n')
    .slice(0, 6_000)
    .map((line) => (line.length > 500 ? line.slice(0, 500) : line))
    .join('\n')
}
