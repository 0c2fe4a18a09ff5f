const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const trailer = Buffer.from([0xff, 0xff])

/** Rows in PostgreSQL's binary COPY format (manual, COPY): numbers as int4, bytes as bytea. */
export function binaryCopy(rows: readonly (readonly (number | Uint8Array)[])[]): Buffer {
  const pieces: Uint8Array[] = [signature]
  for (const row of rows) {
    const count = Buffer.allocUnsafe(2)
    count.writeInt16BE(row.length)
    pieces.push(count)
    for (const field of row) pieces.push(...fieldPieces(field))
  }
  pieces.push(trailer)
  return Buffer.concat(pieces)
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
