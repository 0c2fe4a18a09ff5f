import { bytesOfBase64 } from '@postakte/panel/host/bytes'
import { Problem } from '@postakte/shared/model/problem'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sourceOf } from './mail-source'
import { completeMail, headPatience, mailAtOnce, type ReadItem } from './open-item'
import { describeMail, selectedMails } from './selection'

/** What the fixture of Office.js (2022) lacks: the sets after Mailbox 1.12, as Microsoft describes them. */
const outlook = (version: number, mailbox: object = {}) =>
  vi.stubGlobal('Office', {
    context: {
      requirements: { isSetSupported: (_: string, wanted: string) => Number(wanted.split('.')[1]) <= version },
      mailbox: { userProfile: { emailAddress: 'n.stein@sonnberg.example' }, ...mailbox },
    },
  })
type Done = (result: unknown) => void
const gives = (value: unknown) => (done: Done) => done({ status: 'succeeded', value })
const refuses = (done: Done) => done({ status: 'failed', error: { code: 9017, name: 'AccessDenied', message: '' } })

const anna = { displayName: 'Anna Huber', emailAddress: 'anna@huber-verlag.example' }
const mail = {
  itemType: 'message',
  subject: 'Frage',
  internetMessageId: '<frage@huber-verlag.example>',
  itemId: 'AAMk/1+',
  from: anna,
  to: [{ displayName: 'Kundenservice', emailAddress: 'service@sonnberg.example' }],
  cc: [],
  dateTimeCreated: new Date('2026-03-02T09:12:30Z'),
  attachments: [
    { id: '1', name: 'Plan.pdf', contentType: 'application/pdf', size: 4, isInline: false },
    { id: '2', name: 'Ordner.lnk', contentType: '', size: 0, isInline: false },
  ],
  body: { getAsync: (kind: string, done: Done) => gives(kind === 'html' ? '<p>Guten Tag</p>' : 'Guten Tag')(done) },
  getAllInternetHeadersAsync: gives(
    'Message-ID: <frage@huber-verlag.example>\r\nDate: Mon, 2 Mar 2026 10:12:00 +0100\r\nIn-Reply-To: <a@b.example>\r\n',
  ),
  getAsFileAsync: gives(btoa('Subject: Frage\r\n\r\nGuten Tag\r\n')),
  getAttachmentContentAsync: (id: string, done: Done) =>
    gives(id === '1' ? { format: 'base64', content: btoa('%PDF') } : { format: 'url', content: 'https://cloud.example/Ordner' })(done),
}
const item = (more: object = {}) => ({ ...mail, ...more }) as unknown as ReadItem

afterEach(() => vi.unstubAllGlobals())

describe('the source of a mail', () => {
  const text = async (one: ReadItem) => {
    const { bytes, how } = await sourceOf(one)
    return { how, text: new TextDecoder().decode(bytes) }
  }
  it('is the original where Outlook gives it', async () => {
    outlook(14)
    expect(await text(item())).toEqual({ how: 'original', text: 'Subject: Frage\r\n\r\nGuten Tag\r\n' })
  })
  it('is put together where Outlook refuses the original, with all its files but those that are links', async () => {
    outlook(14)
    const { how, text: made } = await text(item({ getAsFileAsync: refuses }))
    expect(how).toBe('rebuilt')
    expect(made).toContain("filename*=utf-8''Plan.pdf")
    expect(made).toContain('X-Postakte-Missing-File: Ordner.lnk')
    const encoded = /Plan\.pdf\r\n\r\n(\S+)/.exec(made)![1]!
    expect(new TextDecoder().decode(bytesOfBase64(encoded))).toBe('%PDF')
  })
  it('is put together of the fields where an old Outlook tells no head', async () => {
    outlook(5)
    const { text: made } = await text(item())
    expect(made).toContain('From: Anna Huber <anna@huber-verlag.example>\r\n')
    expect(made).toContain('Message-ID: <frage@huber-verlag.example>\r\n')
    expect(made).toContain('X-Postakte-Missing-File: Plan.pdf')
  })
  it('is none when Outlook does not even give the text', async () => {
    outlook(14)
    const work = sourceOf(item({ getAsFileAsync: refuses, body: { getAsync: (_: string, done: Done) => refuses(done) } }))
    await expect(work).rejects.toThrow(Problem)
  })
})

describe('the open mail', () => {
  const complete = (one: ReadItem) => completeMail(one, mailAtOnce(one, '1'))
  const shared = () =>
    item({ getSharedPropertiesAsync: gives({ owner: 'ruth@sonnberg.example', targetMailbox: 'service@sonnberg.example' }) })

  it('has the thread and the date of its head, and the address of the shared mailbox that it lies in', async () => {
    outlook(13)
    const whole = await complete(shared())
    expect(whole).toMatchObject({
      messageId: 'frage@huber-verlag.example',
      thread: ['a@b.example'],
      sentAt: '2026-03-02T09:12:00.000Z',
      mailbox: 'service@sonnberg.example',
    })
    expect(whole).not.toHaveProperty('incomplete')
  })
  it('is there at once with who writes, and says that more is to come', () => {
    outlook(13)
    const told = { messageId: 'frage@huber-verlag.example', thread: [], people: [{ address: anna.emailAddress }, {}], incomplete: true }
    expect(mailAtOnce(item({ getAllInternetHeadersAsync: () => {} }), '1')).toMatchObject({ ...told, mailbox: 'n.stein@sonnberg.example' })
    expect(mailAtOnce(shared(), '1')).toMatchObject({ ...told, mailbox: null })
  })
  it('is complete at once in an old Outlook, which tells no head', () => {
    outlook(5)
    expect(mailAtOnce(item(), '1')).not.toHaveProperty('incomplete')
  })
  it('is complete without its thread when Outlook is slow to tell the head', async () => {
    vi.useFakeTimers()
    outlook(13)
    const whole = complete(item({ getAllInternetHeadersAsync: () => {} }))
    await vi.advanceTimersByTimeAsync(headPatience)
    vi.useRealTimers()
    expect(await whole).toMatchObject({ thread: [], sentAt: '2026-03-02T09:12:30.000Z', mailbox: 'n.stein@sonnberg.example' })
  })
})

describe('selected mails', () => {
  const details = [
    { itemId: 'a', subject: 'Frage', itemType: 'Message', internetMessageId: '<frage@huber-verlag.example>' },
    { itemId: 'b', subject: 'Termin', itemType: 'Appointment' },
    { itemId: 'c', subject: 'Plan', itemType: 'Message', internetMessageId: '<plan@huber-verlag.example>' },
  ]
  const annasTwo = (id: string) => (id === 'a' ? '<frage@huber-verlag.example>' : '<plan@huber-verlag.example>')

  it('are told at once by what the list knows, and each with its people, loaded one at a time', async () => {
    let loaded = 0
    let most = 0
    const load = (id: string, done: Done) => {
      most = Math.max(most, ++loaded)
      const unloadAsync = (unloaded: Done) => {
        loaded--
        gives(undefined)(unloaded)
      }
      setTimeout(() => gives({ ...mail, internetMessageId: annasTwo(id), unloadAsync })(done))
    }
    outlook(15, { getSelectedItemsAsync: gives(details), loadItemByIdAsync: load })
    const known = await selectedMails('n.stein@sonnberg.example')
    expect(known.map(({ key, messageId, people }) => [key, messageId, people.length])).toEqual([
      ['a', 'frage@huber-verlag.example', 0],
      ['c', 'plan@huber-verlag.example', 0],
    ])
    const mails = await Promise.all(known.map(({ key }) => describeMail(key)))
    expect(mails.map(({ messageId, people, sentAt }) => [messageId, people[0]?.address, sentAt])).toEqual([
      ['frage@huber-verlag.example', anna.emailAddress, '2026-03-02T09:12:30.000Z'],
      ['plan@huber-verlag.example', anna.emailAddress, '2026-03-02T09:12:30.000Z'],
    ])
    expect([loaded, most]).toEqual([0, 1])
  })
  it('are not described by an older Outlook, and one that is refused does not keep the others', async () => {
    outlook(13, { getSelectedItemsAsync: gives(details) })
    await expect(describeMail('a')).rejects.toThrow('host-not-offered')
    const load = (id: string, done: Done) => (id === 'a' ? refuses(done) : gives({ ...mail, unloadAsync: gives(undefined) })(done))
    outlook(15, { loadItemByIdAsync: load })
    const [first, second] = await Promise.allSettled([describeMail('a'), describeMail('c')])
    expect([first!.status, second!.status]).toEqual(['rejected', 'fulfilled'])
  })
})
