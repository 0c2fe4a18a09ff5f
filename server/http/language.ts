import type { Language } from '@postakte/shared/texts/texts'
import type { Context } from 'hono'

/** The language that the browser asks for; German unless it is English. */
export const languageOf = (c: Context): Language => (/^en\b/i.test(c.req.header('Accept-Language') ?? '') ? 'en' : 'de')
