import { Problem } from '@postakte/shared/model/problem'
import { afterEach, describe, expect, it } from 'vitest'
import type { Draft, MailHost, MailSource, OpenItem, ReadMail } from './mail-host'

/** A mail program under test, and the hands of its user. */
export interface HostUnderTest {
  readonly host: MailHost
  /** Opens a mail or draft as a user would, resolved when the program has it open; null closes it. */
  open(item: OpenItem | null, source?: MailSource): Promise<void>
  /** Content of the draft that is open: what stands in it, names of its files. */
  draft(): Promise<{ readonly text: string; readonly files: readonly string[] }>
  /** What the program's list shows of a mail: filed or not. */
  isMarked(messageId: string): Promise<boolean>
  close(): Promise<void>
}

const question: ReadMail = {
  kind: 'read',
  key: 'frage',
  messageId: 'frage@huber-verlag.example',
  thread: ['angebot-4711@sonnberg.example'],
  people: [
    { address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'from' },
    { address: 'service@sonnberg.example', name: 'Kundenservice', role: 'to' },
  ],
  subject: 'Frage zum Abo [VG=4711-x7k]',
  sentAt: '2026-03-02T09:12:00.000Z',
  attachments: [{ name: 'Grundriss.pdf', size: 4_000, inline: false }],
  mailbox: 'service@sonnberg.example',
}
const complaint: ReadMail = { ...question, key: 'reklamation', messageId: 'reklamation@werk8.example', subject: 'Anzeige falsch gedruckt' }
const answer: Draft = {
  kind: 'draft',
  key: 'antwort',
  answers: question.messageId,
  people: [{ address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'to' }],
  subject: 'AW: Frage zum Abo [VG=4711-x7k]',
  mailbox: 'service@sonnberg.example',
}
const source: MailSource = { bytes: new TextEncoder().encode('Subject: Frage\r\n\r\nGuten Tag\r\n'), how: 'original' }

/** What the panel relies on, whatever the mail program: run by each adapter's own test. */
export function hostContract(name: string, start: () => Promise<HostUnderTest>): void {
  describe(`${name} as a mail program`, () => {
    let ended: (() => Promise<void>) | null = null
    const begin = async () => {
      const under = await start()
      ended = under.close
      return under
    }
    afterEach(async () => {
      await ended?.()
      ended = null
    })

    it('says which mail is open, and each change of it, also to none', async () => {
      const { host, open } = await begin()
      const seen: (string | null)[] = []
      // A mail may be told again, with more of it.
      const note = (subject: string | null) => seen.at(-1) === subject || seen.push(subject)
      const stop = host.onChange(() => note(host.current()?.subject ?? null))
      await open(question, source)
      expect(mailOf(host)).toMatchObject({ messageId: question.messageId, subject: question.subject, people: question.people })
      await open(complaint, source)
      expect(mailOf(host).subject).toBe(complaint.subject)
      await open(null)
      expect(host.current()).toBeNull()
      stop()
      await open(question, source)
      expect(seen).toEqual([question.subject, complaint.subject, null])
    })
    it('has another key for another mail', async () => {
      const { host, open } = await begin()
      await open(question, source)
      const { key } = mailOf(host)
      await open(complaint, source)
      expect(mailOf(host).key).not.toBe(key)
    })
    it('gives the source of the open mail, and of no other', async () => {
      const { host, open } = await begin()
      await open(question, source)
      const { key } = mailOf(host)
      expect((await host.source(key)).bytes.length).toBeGreaterThan(0)
      await open(complaint, source)
      expect(await codeOf(host.source(key))).toBe('host-other-mail')
    })
    it('does nothing to a mail that is no longer the open one', async () => {
      const { host, open, isMarked } = await begin()
      await open(question, source)
      const { key } = mailOf(host)
      await open(complaint, source)
      if (host.can('mark')) {
        expect(await codeOf(host.mark(key, 'filed'))).toBe('host-other-mail')
        expect([await isMarked(question.messageId!), await isMarked(complaint.messageId!)]).toEqual([false, false])
      }
      if (host.can('reply')) expect(await codeOf(host.reply(key, { all: false, html: '' }))).toBe('host-other-mail')
    })
    it('marks the open mail as filed, and no longer', async () => {
      const { host, open, isMarked } = await begin()
      await open(question, source)
      const { key } = mailOf(host)
      if (!host.can('mark')) return expect(await codeOf(host.mark(key, 'filed'))).toBe('host-not-offered')
      await host.mark(key, 'filed')
      expect(await isMarked(question.messageId!)).toBe(true)
      await host.mark(key, 'not-filed')
      expect(await isMarked(question.messageId!)).toBe(false)
    })
    it('puts text and files into the draft that is open', async () => {
      const { host, open, draft } = await begin()
      await open(answer)
      const { key, kind } = host.current()!
      expect(kind).toBe('draft')
      await host.insert(key, { html: '<p>Gern &amp; sofort</p>', text: 'Gern & sofort' })
      await host.attach(key, { name: 'Angebot.pdf', type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) })
      const now = await draft()
      expect(now.text).toContain('Gern')
      expect(now.files).toEqual(['Angebot.pdf'])
      expect(await codeOf(host.source(key))).toBe('host-not-offered')
    })
    it('knows the selected mails, the open one at least', async () => {
      const { host, open } = await begin()
      await open(question, source)
      const selected = host.can('selected-mails') ? await host.selected() : [mailOf(host)]
      expect(selected.map(({ messageId }) => messageId)).toContain(question.messageId)
    })
    it('keeps small texts', async () => {
      const { host } = await begin()
      expect(await host.store.get('probe')).toBeNull()
      await host.store.set('probe', 'Ü “1”')
      expect(await host.store.get('probe')).toBe('Ü “1”')
      await host.store.set('probe', null)
      expect(await host.store.get('probe')).toBeNull()
    })
  })
}

function mailOf(host: MailHost): ReadMail {
  const item = host.current()
  if (item?.kind !== 'read') throw new Error('no mail is open')
  return item
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => (error instanceof Problem ? error.code : String(error)),
  )
