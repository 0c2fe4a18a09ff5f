import type { deArchive } from './de-archive'
import type { Same } from './same'

export const enArchive: Same<typeof deArchive> = {
  progress: '{count} mails read …',
  done: 'Done: {stored} mails taken in, {known} were there already, {left} are private and stayed where they are.',
}
