import { expect, it } from 'vitest'
import { decodeTnef, isTnef } from './tnef'

const u16 = (value: number) => Buffer.from([value & 255, value >> 8])
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)])
const latin = (text: string) => Buffer.from(text, 'latin1')

/** One attribute of [MS-OXTNEF] 2.1.3: level, id, type, length, value, checksum. */
const attribute = (id: number, value: Buffer) => Buffer.concat([Buffer.from([2]), u16(id), u16(6), u32(value.length), value, u16(0)])
const stream = (...attributes: Buffer[]) => Buffer.concat([u32(0x223e9f78), u16(1), ...attributes])

const padded = (value: Buffer) => Buffer.concat([value, Buffer.alloc((4 - (value.length % 4)) % 4)])
const property = (type: number, id: number, value: Buffer) => Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), padded(value)])
const properties = (...list: Buffer[]) => Buffer.concat([u32(list.length), ...list])
const wide = (id: number, text: string) => property(0x1f, id, Buffer.from(`${text}\0`, 'utf16le'))
const narrow = (id: number, text: string) => property(0x1e, id, latin(`${text}\0`))

const codepage = (number: number) => attribute(0x9007, Buffer.concat([u32(number), u32(0)]))
const rendering = attribute(0x9002, Buffer.alloc(14))
const title = (name: Buffer | string) => attribute(0x8010, Buffer.concat([Buffer.from(name), Buffer.alloc(1)]))
const data = (content: Buffer | string) => attribute(0x800f, Buffer.from(content))
const fileProperties = (...list: Buffer[]) => attribute(0x9005, properties(...list))
const messageProperties = (...list: Buffer[]) => attribute(0x9003, properties(...list))

const files = (bytes: Buffer) => decodeTnef(bytes).files.map(({ filename, content }) => [filename, content.toString('latin1')])

const one = [rendering, title('BRIEF~1.TXT'), data('Guten Tag')]
const inner = stream(...one)

const cases: [string, Buffer, (string | null)[][]][] = [
  ['no file', stream(), []],
  ['a file by its short name', stream(...one), [['BRIEF~1.TXT', 'Guten Tag']]],
  ['its long name wins', stream(...one, fileProperties(wide(0x3707, 'Brief an Möwe.txt'))), [['Brief an Möwe.txt', 'Guten Tag']]],
  [
    'its long name in 8 bits',
    stream(codepage(1252), ...one, fileProperties(narrow(0x3707, 'M\xf6we 5\x80.txt'))),
    [['Möwe 5€.txt', 'Guten Tag']],
  ],
  ['its short name in Japanese', stream(codepage(932), rendering, title(latin('\x93\xfa\x96\x7b.txt')), data('x')), [['日本.txt', 'x']]],
  ['its short name in UTF-8', stream(codepage(65_001), rendering, title('Möwe.txt'), data('x')), [['Möwe.txt', 'x']]],
  ['its display name, where there is no long one', stream(rendering, data('x'), fileProperties(wide(0x3001, 'Anlage'))), [['Anlage', 'x']]],
  ['a file without a name', stream(rendering, data('x')), [[null, 'x']]],
  ['a file without content', stream(rendering, title('leer.txt')), [['leer.txt', '']]],
  [
    'content among the properties',
    stream(rendering, title('a.bin'), fileProperties(property(0x102, 0x3701, latin('Bytes')))),
    [['a.bin', 'Bytes']],
  ],
  [
    'two files',
    stream(...one, rendering, title('B.TXT'), data('B')),
    [
      ['BRIEF~1.TXT', 'Guten Tag'],
      ['B.TXT', 'B'],
    ],
  ],
  ['content without a beginning of a file', stream(data('x')), [[null, 'x']]],
  ['a stream as a file gives its own files', stream(rendering, title('winmail.dat'), data(inner)), [['BRIEF~1.TXT', 'Guten Tag']]],
  [
    'a message within: its files (16 bytes of its kind before it)',
    stream(rendering, fileProperties(property(0x0d, 0x3701, Buffer.concat([Buffer.alloc(16), inner])))),
    [['BRIEF~1.TXT', 'Guten Tag']],
  ],
  ['garbage behind loses nothing', Buffer.concat([stream(...one), latin('garbage garbage garbage')]), [['BRIEF~1.TXT', 'Guten Tag']]],
  ['a file that breaks off is kept as far as it goes', stream(...one).subarray(0, -6), [['BRIEF~1.TXT', 'Guten']]],
  ['half a pair in its name is no letter', stream(...one, fileProperties(wide(0x3707, 'a\ud83d.txt'))), [['a\ufffd.txt', 'Guten Tag']]],
  ['the name behind NUL is none', stream(...one, fileProperties(wide(0x3707, 'a.txt\0.exe'))), [['a.txt', 'Guten Tag']]],
  [
    'properties that break off keep those before',
    stream(...one, attribute(0x9005, Buffer.concat([u32(2), wide(0x3707, 'Brief.txt'), u16(0x1f)]))),
    [['Brief.txt', 'Guten Tag']],
  ],
  [
    'a count of properties that lies',
    stream(...one, attribute(0x9005, Buffer.concat([u32(0xffffffff), wide(0x3707, 'Brief.txt')]))),
    [['Brief.txt', 'Guten Tag']],
  ],
  [
    'a length of a property that lies',
    stream(...one, attribute(0x9005, Buffer.concat([u32(1), u16(0x1f), u16(0x3707), u32(1), u32(0xffffffff)]))),
    [['BRIEF~1.TXT', 'Guten Tag']],
  ],
  [
    'a named property before the name',
    stream(
      ...one,
      fileProperties(Buffer.concat([u16(3), u16(0x8005), Buffer.alloc(16), u32(0), u32(7), u32(1)]), wide(0x3707, 'Brief.txt')),
    ),
    [['Brief.txt', 'Guten Tag']],
  ],
]

it.each(cases)('winmail.dat: %s', (_, bytes, found) => {
  expect(files(bytes)).toEqual(found)
})

const bodies: [string, Buffer, { text: string; html: string }][] = [
  ['a plain body', stream(attribute(0x800c, latin('Guten Tag\0'))), { text: 'Guten Tag', html: '' }],
  ['a plain body in its code page', stream(codepage(1252), attribute(0x800c, latin('5 \x80'))), { text: '5 €', html: '' }],
  ['a body among the properties', stream(messageProperties(wide(0x1000, 'Grüße'))), { text: 'Grüße', html: '' }],
  [
    'HTML as bytes',
    stream(codepage(1252), messageProperties(property(0x102, 0x1013, latin('<p>Gr\xfc\xdfe</p>')))),
    { text: '', html: '<p>Grüße</p>' },
  ],
  ['HTML as text', stream(messageProperties(wide(0x1013, '<p>Grüße</p>'))), { text: '', html: '<p>Grüße</p>' }],
  ['rich text that is none', stream(messageProperties(property(0x102, 0x1009, latin('xx')))), { text: '', html: '' }],
]

it.each(bodies)('the text of winmail.dat: %s', (_, bytes, { text, html }) => {
  const tnef = decodeTnef(bytes)
  expect({ text: tnef.text, html: tnef.html }).toEqual({ text, html })
})

it('type and Content-ID of a file', () => {
  const [file] = decodeTnef(stream(...one, fileProperties(wide(0x370e, 'IMAGE/Png'), wide(0x3712, 'bild@x')))).files
  expect([file!.contentType, file!.contentId]).toEqual(['image/png', 'bild@x'])
})

it('streams within streams end', () => {
  let bytes = stream(...one)
  for (let depth = 0; depth < 30; depth++) bytes = stream(rendering, title('winmail.dat'), data(bytes))
  expect(decodeTnef(bytes).files.map(({ filename }) => filename)).toEqual(['winmail.dat'])
})

it('files over the limit are left out', () => {
  expect(decodeTnef(stream(...Array.from({ length: 600 }, () => rendering))).files.length).toBe(500)
})

it('cut anywhere it is read as far as it goes', () => {
  const whole = stream(codepage(1252), ...one, fileProperties(wide(0x3707, 'Brief.txt')), messageProperties(wide(0x1000, 'Grüße')))
  for (let end = 0; end <= whole.length; end++) expect(decodeTnef(whole.subarray(0, end)).files.length).toBeLessThanOrEqual(1)
})

it.each<[string, Buffer, boolean]>([
  ['a stream', stream(), false],
  ['a stream with an attribute', stream(codepage(1252)), true],
  ['a text', latin('Guten Tag'), false],
  ['nothing', Buffer.alloc(0), false],
])('is it winmail.dat: %s', (_, bytes, is) => {
  expect(isTnef(bytes)).toBe(is)
})
