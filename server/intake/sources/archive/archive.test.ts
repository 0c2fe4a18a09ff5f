import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import { describe, expect, it } from 'vitest'
import { type ArchiveMail, readArchive } from './archive'

const folder = mkdtempSync(join(tmpdir(), 'postakte-archive-'))
const written = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const all = async (path: string) => {
  const mails: ArchiveMail[] = []
  for await (const mail of readArchive(path)) mails.push(mail)
  return mails
}
const codeOf = (path: string) =>
  all(path).then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )

describe('archives', () => {
  it('reads an mbox with quoted From lines, byte for byte', async () => {
    const mails = await all(
      written(
        'a.mbox',
        'From a@x.example Mon Mar  2 09:00:00 2026\nSubject: eins\n\n>From hier an\nFrom wegen\n\nFrom b@x.example Mon Mar  2 10:00:00 2026\nSubject: zwei\n\nText\n',
      ),
    )
    expect(mails.map(({ bytes }) => bytes.toString())).toEqual(['Subject: eins\n\nFrom hier an\nFrom wegen\n', 'Subject: zwei\n\nText\n'])
    expect(mails[0]!.receivedAt.getFullYear()).toBe(2026)
  })
  it('takes in a half-written last mail as it stands', async () => {
    const mails = await all(
      written(
        'b.mbox',
        'From a@x.example Mon Mar  2 09:00:00 2026\nSubject: eins\n\nganz\n\nFrom b@x.example Mon Mar  2 10:00:00 2026\nSubje',
      ),
    )
    expect(mails.map(({ bytes }) => bytes.toString())).toEqual(['Subject: eins\n\nganz\n', 'Subje'])
  })
  it('gives a mail the same place whatever its Maildir flags', async () => {
    for (const part of ['cur', 'new']) mkdirSync(join(folder, 'md', part), { recursive: true })
    written('md/cur/17.host:2,S', 'Subject: eins\n\n')
    expect((await all(join(folder, 'md')))[0]!.folder).toBe(`${join(folder, 'md')}/17.host`)
  })
  it('reads .eml files in folders below', async () => {
    mkdirSync(join(folder, 'eml/tief'), { recursive: true })
    written('eml/tief/x.EML', 'Subject: x\n\n')
    expect((await all(join(folder, 'eml'))).length).toBe(1)
  })
  it('says what is wrong with a path, a file and an empty folder', async () => {
    mkdirSync(join(folder, 'leer'))
    expect([await codeOf(join(folder, 'fehlt')), await codeOf(written('c.txt', 'Hallo')), await codeOf(join(folder, 'leer'))]).toEqual([
      'file-not-found',
      'not-an-mbox',
      'archive-empty',
    ])
  })
})
