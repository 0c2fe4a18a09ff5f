import { isAscii, isUtf8 } from 'node:buffer'
import Encoding from 'encoding-japanese'
import iconv from 'iconv-lite'

/** Labels that mean another charset than they say (WHATWG Encoding, and what senders do: mail-reading in docs). */
const meant: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  iso8859_1: 'windows-1252',
  'iso8859-1': 'windows-1252',
  iso88591: 'windows-1252',
  'latin-1': 'windows-1252',
  'iso_8859-1': 'windows-1252',
  latin1: 'windows-1252',
  l1: 'windows-1252',
  ansi: 'windows-1252',
  cp1252: 'windows-1252',
  'x-cp1252': 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso-8859-8-i': 'iso-8859-8',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  'hz-gb-2312': 'gb18030',
  'ks_c_5601-1987': 'cp949',
  ks_c_5601: 'cp949',
  'euc-kr': 'cp949',
  'iso-2022-kr': 'cp949',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'x-sjis': 'shift_jis',
  'windows-31j': 'cp932',
  'cp-850': 'cp850',
  'x-mac-roman': 'macintosh',
}
const unknown = new Set([
  '',
  'unknown-8bit',
  'default',
  'x-unknown',
  'x-user-defined',
  'binary',
  '8bit',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  '646',
])

/** One half of a pair alone, as broken UTF-7 and UTF-16 give it: no letter, and no database takes it. */
const halfPair = /\p{Surrogate}/gu

const plainLabel = (label: string) =>
  label
    .trim()
    .toLowerCase()
    .replace(/^["']+|["']+$/g, '')

/** Text of bytes in the charset that their sender names. Never throws; bytes that fit nothing, half a pair too, become U+FFFD. */
export function decodeText(bytes: Uint8Array, label: string | undefined): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const named = plainLabel(label ?? '')
  const charset = meant[named] ?? named
  if (unknown.has(charset)) return decodeUnlabelled(buffer)
  if (charset === 'utf-8') return stripBom(isUtf8(buffer) ? buffer.toString('utf8') : decodeBrokenUtf8(buffer))
  if (charset.startsWith('iso-2022-jp') || charset === 'csiso2022jp') return decodeJapanese(buffer)
  if (charset === 'windows-1252') return decodeWestern(buffer)
  if (!iconv.encodingExists(charset)) return decodeUnlabelled(buffer)
  return iconv.decode(buffer, charset).replace(halfPair, '\ufffd')
}

/** Nothing, or nothing of use, is said: UTF-8 when it is valid, else windows-1252 (the mail world's usual lie). */
export function decodeUnlabelled(buffer: Buffer): string {
  if (isAscii(buffer)) return buffer.toString('latin1')
  if (isUtf8(buffer)) return buffer.toString('utf8')
  return decodeWestern(buffer)
}

/** Node 20.20's TextDecoder reads 0x80–0x9F as control characters; iconv-lite knows €, –, „. */
function decodeWestern(buffer: Buffer): string {
  return isAscii(buffer) ? buffer.toString('latin1') : iconv.decode(buffer, 'windows-1252')
}

/** Said to be UTF-8 and is not: one bad byte must not spoil the rest, but a text that is Latin throughout is read as such. */
function decodeBrokenUtf8(buffer: Buffer): string {
  const text = buffer.toString('utf8')
  return /[\u0080-\uFFFC]/.test(text) ? text : decodeWestern(buffer)
}

/** Beyond this, Node's decoder: the other one keeps a number for each byte. */
const longJapanese = 500_000

function decodeJapanese(buffer: Buffer): string {
  if (!buffer.includes(0x1b)) return decodeUnlabelled(buffer)
  if (buffer.length > longJapanese) return new TextDecoder('iso-2022-jp').decode(buffer)
  return Encoding.convert(buffer, { to: 'UNICODE', from: 'JIS', type: 'string' }).replace(halfPair, '\ufffd')
}

const stripBom = (text: string) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
