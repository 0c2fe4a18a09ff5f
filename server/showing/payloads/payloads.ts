import { disguises } from './disguises'
import { drawings } from './drawings'
import { handlers } from './handlers'
import { links } from './links'
import { loads } from './loads'
import { mutations } from './mutations'
import type { PayloadClass } from './payload'
import { scripts } from './scripts'
import { styles } from './styles'
import { clobberings, overlays } from './takeovers'

/** Every attack that showing a mail has to stand (reliability P8, D01 to D10). */
export const payloadClasses: readonly PayloadClass[] = [
  scripts,
  handlers,
  links,
  drawings,
  styles,
  loads,
  mutations,
  disguises,
  overlays,
  clobberings,
]
