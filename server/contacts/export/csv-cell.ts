/**
 * What a spreadsheet would take for a formula at the beginning of a cell, also behind blanks and quotes, in half and full width
 * (reliability D26). A plain negative number is none.
 */
const formula = /^[\s'"\u00a0\u3000]*[=+\-@|%\t\r＝＋－＠]/
const plainNumber = /^-?\d+(?:[.,]\d+)?$/

/** A cell that every spreadsheet shows as the text that it is: behind an apostrophe where it could be run. */
export function csvCell(text: string): string {
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[";\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A cell as it was before `csvCell` made it safe. */
export const fromCsvCell = (text: string): string => (text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text)
