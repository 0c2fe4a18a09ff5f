import { base64Of, bytesOf } from './bytes'

/** A line of a mail's head, unfolded. */
export interface HeaderLine {
  readonly name: string
  readonly value: string
}

export interface MimeFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  /** In the text, under this Content-ID; null: a file beside it. */
  readonly contentId: string | null
}

export interface MimeMail {
  /** As they came where the program tells them; what speaks of the form or the proof of the mail is left out. */
  readonly headers: readonly HeaderLine[]
  readonly text: string
  readonly html: string
  readonly files: readonly MimeFile[]
  /** Names of files that the program did not give. */
  readonly missing: readonly string[]
  /** The program that tells of it. */
  readonly by: 'Outlook' | 'Thunderbird'
}

/** A mail put together anew says so itself. */
export const rebuiltHeader = 'X-Postakte-Rebuilt'

/** Signatures and verdicts were about other bytes; they would prove nothing of these. What a mail was announced by stays. */
const notOurs =
  /^(content-.*|mime-version|dkim-signature|domainkey-signature|arc-.*|authentication-results|received-spf|x-postakte-(?!sending$).*)$/i

/** Bytes of a mail that holds what is known of one. */
export function mimeOf({ headers, text, html, files, missing, by }: MimeMail): Uint8Array {
  const inline = files.filter(({ contentId }) => contentId !== null)
  const beside = files.filter(({ contentId }) => contentId === null)
  const words = multipart('alternative', [textPart('plain', text), ...(html === '' ? [] : [textPart('html', html)])])
  const body = multipart('mixed', [multipart('related', [words, ...inline.map(filePart)]), ...beside.map(filePart)])
  const head = [
    ...headers.filter(({ name }) => !notOurs.test(name)).map(headerText),
    `${rebuiltHeader}: ${by}`,
    ...missing.map((name) => headerText({ name: 'X-Postakte-Missing-File', value: name })),
    'MIME-Version: 1.0',
  ]
  return bytesOf(`${head.join('\r\n')}\r\n${body}`)
}

/** One part alone needs no envelope. */
function multipart(kind: 'mixed' | 'related' | 'alternative', parts: readonly string[]): string {
  if (parts.length === 1) return parts[0]!
  const boundary = boundaryFor(parts)
  const lines = parts.map((part) => `--${boundary}\r\n${part}`)
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${lines.join('\r\n')}\r\n--${boundary}--\r\n`
}

function boundaryFor(parts: readonly string[]): string {
  for (let count = 0; ; count++) {
    const boundary = `=_postakte_${count}`
    if (!parts.some((part) => part.includes(boundary))) return boundary
  }
}

const textPart = (kind: 'plain' | 'html', text: string) =>
  `Content-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lined(base64Of(bytesOf(text)))}`

const filePart = ({ name, type, bytes, contentId }: MimeFile): string =>
  [
    `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream'}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: ${contentId === null ? 'attachment' : 'inline'}; filename*=utf-8''${percent(name)}`,
    ...(contentId === null ? [] : [`Content-ID: <${contentId.replace(/[<>\s]/g, '')}>`]),
    '',
    lined(base64Of(bytes)),
  ].join('\r\n')

const lined = (text: string) => text.replace(/(.{76})(?=.)/g, '$1\r\n')
const percent = (name: string) => encodeURIComponent(name).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)

/** No value brings a line of its own; what is no ASCII becomes encoded words. */
function headerText({ name, value }: HeaderLine): string {
  const line = value.replace(/[\r\n]+/g, ' ')
  return `${name}: ${/^[\x20-\x7e\t]*$/.test(line) ? folded(line) : encodedWords(line)}`
}

/** At blanks, where a line gets long. */
function folded(value: string): string {
  let line = ''
  const lines: string[] = []
  for (const word of value.split(' ')) {
    if (line !== '' && line.length + word.length > 74) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\r\n ')
}

/** RFC 2047, 45 bytes a word, no letter torn apart; ASCII words stay as they are, so addresses stay addresses. */
function encodedWords(value: string): string {
  const runs = value.split(/((?:[^\s<>,"]*[^\x20-\x7e][^\s<>,"]*)(?: [^\s<>,"]*[^\x20-\x7e][^\s<>,"]*)*)/)
  return runs.map((run, at) => (at % 2 === 0 ? run : chunks(run).map(encodedWord).join('\r\n '))).join('')
}
const encodedWord = (text: string) => `=?utf-8?B?${base64Of(bytesOf(text))}?=`
function chunks(text: string): readonly string[] {
  const all: string[] = []
  let one = ''
  for (const letter of text) {
    if (bytesOf(one + letter).length > 45) {
      all.push(one)
      one = ''
    }
    one += letter
  }
  return [...all, one]
}

/** 'Anna Huber <anna@…>', the name quoted where it must be. */
export function mailboxText({ name, address }: { readonly name: string; readonly address: string }): string {
  if (name === '' || name === address) return address
  const plain = /^[\w \u0080-\uffff-]+$/.test(name)
  const shown = plain || /[^\x20-\x7e]/.test(name) ? name.replace(/["<>,\\]/g, '') : `"${name.replace(/["\\]/g, '\\$&')}"`
  return `${shown} <${address}>`
}
