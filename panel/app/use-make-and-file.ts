import { Problem } from '@postakte/shared/model/problem'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { ReadMail } from '../host/mail-host'
import { type Place, useNavigation } from './navigation'
import { usePanel } from './panel-context'
import { useAllTexts } from './use-all-texts'
import { useFiling } from './use-filing'
import { useOnce } from './use-once'
import { useWho } from './who'

type Make = (idempotencyKey: string) => Promise<Place>

/** Makes a record of the open mail and files it there: once, however often it takes until both is done. */
export function useMakeAndFile(mail: ReadMail) {
  const { host } = usePanel()
  const { back, tell } = useNavigation()
  const { say } = useAllTexts()
  const cache = useQueryClient()
  const filing = useFiling(mail, useWho(mail).contactId)
  const { busy, error, once } = useOnce()
  const memory = useRef<{ key: string; body: string; made: Place | null }>({ key: '', body: '', made: null })

  /** Another body is another wish; the same one again is the same wish. */
  const keyFor = (body: unknown): string => {
    const text = JSON.stringify(body)
    if (text !== memory.current.body) Object.assign(memory.current, { key: crypto.randomUUID(), body: text })
    return memory.current.key
  }
  const make = (body: unknown, made: Make, file: boolean) =>
    once(async () => {
      if (file && host.current()?.key !== mail.key) throw new Problem('host-other-mail')
      memory.current.made ??= await made(keyFor(body))
      await finish(memory.current.made, file)
    })
  const finish = async (place: Place, file: boolean) => {
    if (!file) tell({ text: say('made', { name: place.title }), undo: null })
    if (file && !(await filing.file(place, { attachments: null, wholeThread: false }))) return
    back()
    void cache.invalidateQueries()
  }
  return { busy: busy || filing.busy, error: error ?? filing.error, make }
}
