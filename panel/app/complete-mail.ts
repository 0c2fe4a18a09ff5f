import type { MailHost, ReadMail } from '../host/mail-host'

/** The mail with all that the program tells of it; as far as it is known, when another one is opened before that. */
export function completeMail(host: MailHost, mail: ReadMail): Promise<ReadMail> {
  if (!mail.incomplete) return Promise.resolve(mail)
  return new Promise((resolve) => {
    const look = () => {
      const now = host.current()
      const isSame = now?.key === mail.key && now.kind === 'read'
      if (isSame && now.incomplete) return
      stop()
      resolve(isSame ? now : mail)
    }
    const stop = host.onChange(look)
    look()
  })
}
