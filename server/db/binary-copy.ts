const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const trailer = Buffer.from([0xff, 0xff])
/** A write to the socket costs as much as thousands of bytes in it. */
const pieceBytes = 256 * 1024

type Row = readonly (number | Uint8Array)[]

/** Rows in PostgreSQL's binary COPY format (manual, COPY) in pieces worth a write: numbers as int4, bytes as bytea. */
export function* binaryCopy(rows: Iterable<Row>): Generator<Uint8Array> {
  let piece: Uint8Array[] = [signature]
  let size = signature.byteLength
  for (const row of rows) {
    for (const bytes of rowBytes(row)) {
      piece.push(bytes)
      size += bytes.byteLength
    }
    if (size < pieceBytes) continue
    yield Buffer.concat(piece, size)
    piece = []
    size = 0
  }
  yield Buffer.concat([...piece, trailer])
}

function* rowBytes(row: Row): Generator<Uint8Array> {
  yield int(row.length, 2)
  for (const field of row) {
    const bytes = typeof field === 'number' ? int(field, 4) : field
    yield int(bytes.byteLength, 4)
    yield bytes
  }
}

function int(value: number, size: 2 | 4): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  bytes.writeIntBE(value, 0, size)
  return bytes
}
