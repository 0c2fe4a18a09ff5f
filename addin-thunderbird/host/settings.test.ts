import { describe, expect, it, vi } from 'vitest'

// Outside of an add-on the polyfill throws when it is loaded.
vi.mock('webextension-polyfill', () => ({ default: {} }))
const { languageOf, permissionFor, serverAddress } = await import('./settings')

describe('the address of the server', () => {
  it.each([
    ['https://postakte.sonnberg.example', 'https://postakte.sonnberg.example'],
    ['  postakte.sonnberg.example/ ', 'https://postakte.sonnberg.example'],
    ['https://postakte.sonnberg.example:8443', 'https://postakte.sonnberg.example:8443'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
  ])('is taken as it is typed: %s', (typed, kept) => {
    expect(serverAddress(typed)).toBe(kept)
  })
  it.each([
    'http://postakte.sonnberg.example',
    'https://nora@postakte.sonnberg.example',
    'https://postakte.sonnberg.example/desk',
    'https://postakte.sonnberg.example/?a',
    'ftp://postakte.sonnberg.example',
    'javascript:alert(1)',
    '',
    'Postakte im Büro',
  ])('is none, or none that mails may be sent to: %s', (typed) => {
    expect(serverAddress(typed)).toBeNull()
  })
  it('asks for permission for that host only, at any port', () => {
    expect(permissionFor('https://postakte.sonnberg.example:8443')).toEqual({ origins: ['https://postakte.sonnberg.example/*'] })
  })
  it('speaks German to whom Thunderbird does, English to all others', () => {
    expect(['de', 'de-AT', 'en-US', 'fr'].map(languageOf)).toEqual(['de', 'de', 'en', 'en'])
  })
})
