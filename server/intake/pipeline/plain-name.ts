/** "Lang, Fritz" and "fritz lang" are one name. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFC')
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .sort()
    .join(' ')
