import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

/** 1 January 1980: the earliest that the format knows. The same files give the same bytes, whenever they are packed. */
const noDate = 0x00210000

/** All files of a folder and of those in it, with their names ('/' between), in no order. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]
    })
}

export function zipFolder(folder, file) {
  writeFileSync(file, zip(filesOf(folder)))
}

/** Files by name, in the order of their names (APPNOTE.TXT 6.3; no encryption, no more than 4 GiB). */
export function zip(files) {
  const parts = []
  const directory = []
  let offset = 0
  for (const [name, bytes] of [...files].sort(byName)) {
    const packed = deflateRawSync(bytes, { level: 9 })
    const about = { name: Buffer.from(name), sum: crc32(bytes), packed: packed.length, size: bytes.length, offset }
    const head = localHeader(about)
    parts.push(head, packed)
    directory.push(centralHeader(about))
    offset += head.length + packed.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...parts, central, endRecord(files.length, central.length, offset)])
}

const byName = ([a], [b]) => (a < b ? -1 : 1)

function localHeader({ name, sum, packed, size }) {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  writeAbout(head, 4, { sum, packed, size, name })
  return Buffer.concat([head, name])
}

function centralHeader({ name, sum, packed, size, offset }) {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(20, 4)
  writeAbout(head, 6, { sum, packed, size, name })
  head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, name])
}

/** What both headers have alike: version 2.0, names in UTF-8, deflated. */
function writeAbout(head, at, { sum, packed, size, name }) {
  head.writeUInt16LE(20, at)
  head.writeUInt16LE(0x0800, at + 2)
  head.writeUInt16LE(8, at + 4)
  head.writeUInt32LE(noDate, at + 6)
  head.writeUInt32LE(sum, at + 10)
  head.writeUInt32LE(packed, at + 14)
  head.writeUInt32LE(size, at + 18)
  head.writeUInt16LE(name.length, at + 22)
}

function endRecord(count, size, offset) {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
