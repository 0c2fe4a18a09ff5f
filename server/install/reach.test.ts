import { describe, expect, it } from 'vitest'
import { reachOf } from './reach'

describe('who can load the add-in from an address', () => {
  it.each([
    ['http://post.sonnberg.example', 'nobody'],
    ['http://127.0.0.1:8787', 'nobody'],
    ['https://localhost:8787', 'this-machine'],
    ['https://127.0.0.1', 'this-machine'],
    ['https://[::1]:8443', 'this-machine'],
    ['https://akte.localhost', 'this-machine'],
    ['https://192.168.7.20', 'own-network'],
    ['https://[fd00::20]', 'own-network'],
    ['https://server7', 'own-network'],
    ['https://akte.firma.local', 'own-network'],
    ['https://akte.fritz.home.arpa', 'own-network'],
    ['https://akte.sonnberg.example', 'anyone'],
    ['https://localhost.sonnberg.example', 'anyone'],
    ['https://8.8.8.8', 'anyone'],
  ] as const)('%s: %s', (base, reach) => expect(reachOf(base)).toBe(reach))
})
