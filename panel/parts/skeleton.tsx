import { useTexts } from '../app/panel-context'
import type { ReadMail } from '../host/mail-host'

/** What is known before the server answers: the name stands where it will stand. */
export function Skeleton({ mail, waits }: { readonly mail: ReadMail; readonly waits: boolean }) {
  const { say } = useTexts()
  const sender = mail.people.find(({ role }) => role === 'from')
  return (
    <section aria-busy={waits} aria-label={waits ? say('loading') : undefined}>
      <h1>{sender?.name || sender?.address || mail.subject}</h1>
      {sender?.name && <p className="quiet">{sender.address}</p>}
      {waits && <Bones />}
    </section>
  )
}

export const Bones = () => (
  <>
    <div className="bone" />
    <div className="bone short" />
    <div className="bone block" />
  </>
)
