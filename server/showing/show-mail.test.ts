import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTree } from './clean-tree'
import { showMail } from './show-mail'

const show = (mail: string, view: 'html' | 'text' = 'html') =>
  showMail(Buffer.from(mail.replaceAll('\n', '\r\n')), { language: 'de', view })

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const part = (type: string, cid: string, base64: string) =>
  `--r\nContent-Type: ${type}\nContent-ID: <${cid}>\nContent-Transfer-Encoding: base64\n\n${base64}\n`
const related = (html: string, ...parts: readonly string[]) =>
  `From: anna@huber-verlag.example\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n${html}\n${parts.join('')}--r--\n`
const alternative = `From: anna@huber-verlag.example
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

Guten Tag, siehe www.huber-verlag.example
--a
Content-Type: text/html; charset=utf-8

<p>Guten <b>Tag</b></p>
--a--
`

describe('what a reader is shown', () => {
  it('is the HTML', () => {
    expect(show(alternative)).toEqual({ kind: 'html', html: '<p>Guten <b>Tag</b></p>', notes: [], blockedPictures: 0, ownPictures: [] })
  })
  it('is the text when the text is asked for, with its links', () => {
    expect(show(alternative, 'text')).toMatchObject({ kind: 'text', notes: [] })
    expect(show(alternative, 'text').html).toContain('Guten Tag, siehe <a href="https://www.huber-verlag.example/"')
  })
  it('is the text when there is no HTML, escaped', () => {
    expect(show('From: a@b.example\n\n<b>fett</b>')).toMatchObject({
      kind: 'text',
      html: '<div style="white-space: pre-wrap">&lt;b&gt;fett&lt;/b&gt;</div>',
    })
  })
  it('is a note when there is neither', () => {
    expect(show('From: a@b.example\nSubject: x\n\n')).toMatchObject({ kind: 'text', notes: ['empty'] })
  })
  it('is the text with a note when the HTML is built too elaborately', () => {
    const mail = show(`From: a@b.example\nContent-Type: text/html\n\n<p>Rechnung</p>${'<div>'.repeat(400_000)}`)
    expect(mail).toMatchObject({ kind: 'text', notes: ['only-text'] })
    expect(mail.html).toContain('Rechnung')
  })
  it('is the beginning with a note when it is very long', () => {
    expect(show(`From: a@b.example\nContent-Type: text/html\n\n<p>${'Text '.repeat(1_000_000)}</p>`).notes).toEqual(['cut'])
    expect(show(`From: a@b.example\n\n${'Text '.repeat(200_000)}`).notes).toEqual(['cut'])
  })
})

describe('pictures within the mail (D20)', () => {
  it('are those of its own parts, by the first of one name', () => {
    const mail = show(related('<img src="cid:a@x"><img src="cid:b@x">', part('image/png', 'a@x', png), part('image/png', 'a@x', 'AAAA')))
    expect(mail.html).toContain('<img data-cid="a@x">')
    expect(mail.ownPictures).toEqual([{ cid: 'a@x', attachment: 0 }])
  })
  it('are pictures by their bytes, whatever they claim', () => {
    const page = Buffer.from('<html><script>x</script>').toString('base64')
    const mail = show(related('<img src="cid:a@x"><img src="cid:b@x">', part('image/png', 'a@x', page), part('text/html', 'b@x', png)))
    expect(mail.ownPictures).toEqual([{ cid: 'b@x', attachment: 1 }])
  })
})

const folders = ['../../corpus', '../../../shared/mails'].map((one) => join(import.meta.dirname, one)).filter(existsSync)

describe('every mail of the collections', () => {
  it.each(folders)(
    'is shown, in the one form that is allowed: %#',
    (folder) => {
      const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.eml$|\.txt$|\/files\//.test(name))
      expect(files.length).toBeGreaterThan(100)
      for (const name of files) {
        const mail = showMail(readFileSync(join(folder, name)), { language: 'de', view: 'html' })
        expect(() => readTree(mail.html), name).not.toThrow()
      }
    },
    120_000,
  )
})
