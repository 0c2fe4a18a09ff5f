const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const trailer = Buffer.from([0xff, 0xff])

type Row = readonly (number | Uint8Array)[]

/** Rows in PostgreSQL's binary COPY format (manual, COPY) as pieces to write: numbers as int4, bytes as bytea, never copied together. */
export function* binaryCopy(rows: Iterable<Row>): Generator<Uint8Array> {
  yield signature
  for (const row of rows) yield* rowPieces(row)
  yield trailer
}

function* rowPieces(row: Row): Generator<Uint8Array> {
  let head: Uint8Array[] = [count(row.length)]
  for (const field of row) {
    head.push(...fieldPieces(field))
    if (head.at(-1)!.byteLength < 1_024) continue
    const body = head.pop()!
    yield Buffer.concat(head)
    yield body
    head = []
  }
  if (head.length > 0) yield Buffer.concat(head)
}

function count(fields: number): Buffer {
  const bytes = Buffer.allocUnsafe(2)
  bytes.writeInt16BE(fields)
  return bytes
}

function fieldPieces(field: number | Uint8Array): Uint8Array[] {
  if (typeof field === 'number') {
    const bytes = Buffer.allocUnsafe(8)
    bytes.writeInt32BE(4, 0)
    bytes.writeInt32BE(field, 4)
    return [bytes]
  }
  const length = Buffer.allocUnsafe(4)
  length.writeInt32BE(field.byteLength)
  return [length, field]
}
