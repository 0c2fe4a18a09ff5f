import type { Language } from '@postakte/shared/texts/texts'

/** What is printed in a terminal: the setting, else the language of the machine. */
export const terminalLanguage = (env: Readonly<Record<string, string | undefined>>): Language =>
  /^de/i.test(env.POSTAKTE_LANGUAGE || env.LC_ALL || env.LANG || '') ? 'de' : 'en'
