import { Problem } from '@postakte/shared/model/problem'
import { describe, expect, it } from 'vitest'
import { officeCall, officeCallOr } from './office-call'

const answer = <T>(status: 'succeeded' | 'failed', value: T, error?: { name: string; message: string; code: number }) =>
  ({ status, value, error }) as unknown as Office.AsyncResult<T>
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )

describe('a call to Outlook', () => {
  it('gives what Outlook gives', async () => {
    expect(await officeCall((done) => done(answer('succeeded', 'Frage zum Abo')))).toBe('Frage zum Abo')
  })
  it.each([
    ['host-too-large', { name: 'AttachmentSizeExceeded', message: 'The attachment is too large.', code: 9000 }],
    ['host-not-offered', { name: 'OperationNotSupported', message: '', code: 5000 }],
    ['host-no-answer', { name: 'Timeout', message: 'The operation timed out.', code: 5001 }],
    ['host-refused', { name: 'PermissionDenied', message: 'Elevated permission is required.', code: 7000 }],
  ])('rejects with %s, and says what Outlook called it', async (code, error) => {
    const call = officeCall((done) => done(answer('failed', null, error)))
    expect(await codeOf(call)).toBe(code)
    await expect(call).rejects.toMatchObject({ facts: { office: `${error.code} ${error.name}` } })
  })
  it('rejects when Outlook never answers, and an answer after that changes nothing', async () => {
    let late: ((result: Office.AsyncResult<string>) => void) | null = null
    const call = officeCall<string>((done) => {
      late = done
    }, 5)
    expect(await codeOf(call)).toBe('host-no-answer')
    late!(answer('succeeded', 'zu spät'))
    expect(await codeOf(call)).toBe('host-no-answer')
  })
  it('says that an older Outlook has no such thing', async () => {
    const old = {} as Office.MessageRead
    expect(await codeOf(officeCall((done) => old.getAsFileAsync(done as never)))).toBe('host-not-offered')
    expect(await codeOf(officeCall(() => Promise.reject(new Error('kaputt')).catch(() => {}) as never, 5))).toBe('host-no-answer')
  })
  it('goes on without what it can do without', async () => {
    expect(await officeCallOr('', (done) => done(answer('failed', '', { name: 'x', message: '', code: 1 })))).toBe('')
  })
})
