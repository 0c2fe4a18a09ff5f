import { createContext, useContext, useEffect, useState } from 'react'
import type { MailHost, SelectedMail } from '../host/mail-host'

const none: readonly SelectedMail[] = []

/** Several mails selected in the program's list; empty while it is one or none. */
export const SelectionContext = createContext(none)
export const useSelection = (): readonly SelectedMail[] => useContext(SelectionContext)

/** As long as the same mails are selected it is the same list. */
export function useSelected(host: MailHost): readonly SelectedMail[] {
  const [mails, setMails] = useState(none)
  useEffect(() => {
    let turn = 0
    const read = async () => {
      const mine = ++turn
      const found = host.can('selected-mails') ? await host.selected().catch(() => none) : none
      if (mine === turn) setMails((before) => (keyOf(found) === keyOf(before) ? before : found.length > 1 ? found : none))
    }
    void read()
    const stop = host.onChange(() => void read())
    return () => {
      turn++
      stop()
    }
  }, [host])
  return mails
}

export const keyOf = (mails: readonly SelectedMail[]): string => mails.map(({ key }) => key).join(' ')
