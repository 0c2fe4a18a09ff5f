/** What a file is by its own bytes; what anybody says of it counts for nothing here. */
export type FileKind =
  | 'image/png'
  | 'image/jpeg'
  | 'image/gif'
  | 'image/webp'
  | 'image/bmp'
  | 'image/avif'
  | 'application/pdf'
  | 'program'
  | 'other'

const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0))

/** First bytes at a place, and what they begin; the first that fits counts. */
const beginnings: readonly (readonly [kind: FileKind, bytes: readonly number[], at?: number, more?: readonly number[], moreAt?: number])[] =
  [
    ['image/png', [0x89, ...ascii('PNG\r\n\x1a\n')]],
    ['image/jpeg', [0xff, 0xd8, 0xff]],
    ['image/gif', ascii('GIF87a')],
    ['image/gif', ascii('GIF89a')],
    ['image/webp', ascii('RIFF'), 0, ascii('WEBP'), 8],
    ['image/avif', ascii('ftypavif'), 4],
    ['image/bmp', ascii('BM'), 0, [0, 0, 0, 0], 6],
    ['application/pdf', ascii('%PDF-')],
    ['program', ascii('MZ')],
    ['program', [0x7f, ...ascii('ELF')]],
    ['program', [0xfe, 0xed, 0xfa, 0xce]],
    ['program', [0xfe, 0xed, 0xfa, 0xcf]],
    ['program', [0xce, 0xfa, 0xed, 0xfe]],
    ['program', [0xcf, 0xfa, 0xed, 0xfe]],
    // Java classes and programs for several processors of macOS.
    ['program', [0xca, 0xfe, 0xba, 0xbe]],
    ['program', ascii('dex\n')],
    ['program', ascii('#!')],
    ['program', [0xef, 0xbb, 0xbf, ...ascii('#!')]],
    // A shortcut of Windows (MS-SHLLINK 2.1): header size and class id.
    ['program', [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]],
  ]

export function fileKind(bytes: Uint8Array): FileKind {
  const found = beginnings.find(([, first, at = 0, more = [], moreAt = 0]) => has(bytes, first, at) && has(bytes, more, moreAt))
  return found?.[0] ?? 'other'
}

const has = (bytes: Uint8Array, wanted: readonly number[], at: number) => wanted.every((one, index) => bytes[at + index] === one)

export const isPicture = (bytes: Uint8Array): boolean => fileKind(bytes).startsWith('image/')
