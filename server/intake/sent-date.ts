const day = 24 * 60 * 60 * 1000
const firstMail = Date.UTC(1990, 0)

/**
 * When the mail was written as it says itself; null where that cannot be true, from before there was mail or from days after it came:
 * then the time of its arrival counts, so that nobody's clock sends a mail to the end of a timeline, or keeps it on top (reliability A38).
 */
export function sentDate(said: string | null, receivedAt: string): string | null {
  if (said === null) return null
  const sent = Date.parse(said)
  return sent >= firstMail && sent <= Date.parse(receivedAt) + day ? said : null
}
