/** What JSON leaves as it is, though a terminal obeys it or an eye is deceived: DEL and C1, what has no width, directions, line ends. */
const unseen = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** One line of JSON in which nothing but letters reaches the terminal. */
export const printedJson = (value: unknown): string =>
  JSON.stringify(value).replace(unseen, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A word as it is, or quoted and escaped when there is anything in it that is no plain letter. */
export const printedWord = (word: string): string => (/^[\p{L}\p{N}@._+-]+$/u.test(word) ? word : printedJson(word))
