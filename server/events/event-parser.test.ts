import { EventParser } from '@postakte/shared/api/event-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const parse = (...pieces: readonly string[]) => {
  const parser = new EventParser()
  const messages = pieces.flatMap((piece) => parser.push(piece))
  return { messages, parser }
}

describe('a stream of events', () => {
  it('is read as the HTML standard says: fields, comments, several data lines, three ends of line', () => {
    const text = ': hello\r\nevent: change\nid: 7\rdata: a\ndata:  b\r\ndata\n\nretry: 250\nfoo: bar\ndata:x\n\n'
    const { messages, parser } = parse(text)
    expect(messages).toEqual([
      { event: 'change', data: 'a\n b\n', id: '7' },
      { event: 'message', data: 'x', id: '7' },
    ])
    expect([parser.retry, parser.lastId]).toEqual([250, '7'])
  })
  it('takes an id without data as the place to resume from, and shows nothing', () => {
    const { messages, parser } = parse('id: 12\n\n')
    expect([messages, parser.lastId]).toEqual([[], '12'])
  })
  it('that is cut in the middle of a message resumes before it', () => {
    const { messages, parser } = parse('id: 1\ndata: a\n\nid: 2\ndata: b\n')
    expect([messages.length, parser.lastId]).toEqual([1, '1'])
  })
  it('passes over an id with NUL and a retry that is no number', () => {
    const { parser } = parse('id: 1\ndata: a\n\nid: 2\0\nretry: 5s\ndata: b\n\n')
    expect([parser.lastId, parser.retry]).toEqual(['1', null])
  })
  it('is read alike in whatever pieces it comes', () => {
    const line = fc.oneof(
      fc.constantFrom('', ': x', 'data', 'data: a', 'data:b:c', 'event: change', 'id: 7', 'id:', 'retry: 9', 'foo', 'data: ä😀'),
      fc.string({ maxLength: 12 }),
    )
    const end = fc.constantFrom('\n', '\r', '\r\n')
    fc.assert(
      fc.property(fc.array(fc.tuple(line, end), { maxLength: 30 }), fc.array(fc.nat(400), { maxLength: 12 }), (lines, cuts) => {
        const text = lines.map((pair) => pair.join('')).join('')
        const places = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort((one, other) => one - other)
        const pieces = places.slice(1).map((place, at) => text.slice(places[at], place))
        const [whole, parted] = [parse(text), parse(...pieces)]
        expect([parted.messages, parted.parser.lastId, parted.parser.retry]).toEqual([
          whole.messages,
          whole.parser.lastId,
          whole.parser.retry,
        ])
      }),
    )
  })
  it('with a line that does not end is no stream of ours', () => {
    const parser = new EventParser()
    expect(() => {
      for (let times = 0; times < 20; times++) parser.push('x'.repeat(100_000))
    }).toThrow('a line without end')
  })
})
