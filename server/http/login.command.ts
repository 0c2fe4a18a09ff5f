import { randomBytes } from 'node:crypto'
import { Problem } from '@postakte/shared/model/problem'
import { fill, texts } from '@postakte/shared/texts/texts'
import type { Command } from '../command'
import { readConfig } from '../config'
import { openDb } from '../db/open'
import { newLogin } from './login'

export const command: Command = {
  name: 'login',
  summary: {
    de: 'Macht ein neues Kennwort, wenn das alte verloren ist',
    en: 'Makes a new password when the old one is lost',
  },
  usage: {
    de: 'postakte login new\nDas alte Kennwort gilt sofort nicht mehr; wer angemeldet ist, bleibt es bis zum Neustart des Servers.',
    en: 'postakte login new\nThe old password ends at once; who is signed in stays so until the server starts again.',
  },
  async run([verb], io) {
    if (verb !== 'new') throw new Problem('command-word', { given: verb ?? '', command: 'login' })
    const db = await openDb(readConfig())
    try {
      const password = randomBytes(9).toString('base64url')
      await newLogin(db, password)
      io.out(fill(texts[io.language].start.newLogin, { password }))
      return 0
    } finally {
      await db.close()
    }
  },
}
