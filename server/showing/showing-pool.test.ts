import { afterEach, describe, expect, it } from 'vitest'
import { ShowingPool } from './showing-pool'

const htmlMail = (html: string) => new Uint8Array(Buffer.from(`From: anna@huber-verlag.example\r\nContent-Type: text/html\r\n\r\n${html}`))
const small = htmlMail('<p>Abo</p>')
const shown = { language: 'de', view: 'html' } as const

let pool: ShowingPool
afterEach(() => pool.close())

describe('a mail that is made to cost', () => {
  it.each([
    ['400,000 divs', '<div>'.repeat(400_000)],
    ['20,000 tables in each other', '<table><tr><td>'.repeat(20_000)],
    ['items that never end', '<li><p>'.repeat(300_000)],
    ['200,000 attributes', `<p ${Array.from({ length: 200_000 }, (_, at) => `a${at}=x`).join(' ')}>`],
    ['5 MB of it', '<p style="color:red" title=x>Text</p>'.repeat(140_000)],
    ['2 MB of less-than', '<'.repeat(2_000_000)],
    ['a million entities', '&amp;'.repeat(1_000_000)],
    ['a million ends', '</p>'.repeat(1_000_000)],
    ['one attribute of 4 MB', `<p style="${'a:b;'.repeat(1_000_000)}">`],
  ])('%s: is answered, and the caller answers others meanwhile', async (_, html) => {
    pool = new ShowingPool(2)
    const bomb = pool.show(htmlMail(`<p>Rechnung</p>${html}`), shown)
    const other = await pool.show(small, shown)
    expect(other.html).toBe('<p>Abo</p>')
    const mail = await bomb
    expect(mail.kind === 'html' || mail.notes.length > 0).toBe(true)
    expect(mail.html.length).toBeLessThan(8_000_000)
  })
  it('is shown as its text when it eats the memory of its thread, and the next one is shown', async () => {
    pool = new ShowingPool(1, { memoryMb: 16 })
    const hungry = htmlMail(`<p>Rechnung</p>${'<p><b>x</b></p>'.repeat(29_000)}`)
    const [mail, next] = await Promise.all([pool.show(hungry, shown), pool.show(small, shown)])
    expect(mail.kind).toBe('text')
    expect(['only-text', 'unreadable']).toContain(mail.notes[0])
    expect(next.html).toBe('<p>Abo</p>')
  })
  it('is said to be unreadable when not even its text can be had', async () => {
    pool = new ShowingPool(1, { memoryMb: 2 })
    const mail = await pool.show(htmlMail('<p>x</p>'.repeat(100_000)), shown)
    expect(mail).toEqual({ kind: 'text', html: '', notes: ['unreadable'], blockedPictures: 0, ownPictures: [] })
  })
})

it('answers what waits when it is closed', async () => {
  pool = new ShowingPool(1)
  const waiting = [pool.show(small, shown), pool.show(small, shown), pool.show(small, shown)]
  await pool.close()
  for (const mail of await Promise.all(waiting)) expect(mail.html === '<p>Abo</p>' || mail.notes[0] === 'unreadable').toBe(true)
})
