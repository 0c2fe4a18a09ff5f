import type { Query } from '../db/db'
import type { ReadResult } from '../intake/reading-pool'

/**
 * Ids of mails whose original is read otherwise than when it was filed: the same bytes must give the same identity on any day
 * (I12). `sample`: how many, spread over all.
 */
export async function readOtherwise(db: Query, read: (bytes: Uint8Array) => Promise<ReadResult>, sample: number): Promise<string[]> {
  const mails = await db.query<{ id: string; identity: string; bytes: Uint8Array }>(
    `select m.id::text as id, translate(encode(m.identity, 'base64'), E'\\n', '') as identity, o.bytes from mails m join originals o on o.sha256 = m.sha256
     where m.id % greatest((select count(*) from mails) / $1::int, 1) = 0 order by m.id limit $1::int`,
    [sample],
  )
  const differing: string[] = []
  for (const { id, identity, bytes } of mails) {
    const { reading } = await read(bytes)
    if (reading?.identity !== identity) differing.push(id)
  }
  return differing
}
