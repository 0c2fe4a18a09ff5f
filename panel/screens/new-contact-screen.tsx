import { contactRoutes } from '@postakte/shared/api/contacts'
import type { ResultOf } from '@postakte/shared/api/route'
import { useQuery } from '@tanstack/react-query'
import { signatureOf } from '../app/mail-text'
import { usePanel } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import type { ReadMail } from '../host/mail-host'
import { NewContactForm } from '../parts/new-contact-form'
import { ScreenTop } from '../parts/screen-top'

export type Drafted = ResultOf<typeof contactRoutes.draftContact>
interface NewContactProps {
  readonly mail: ReadMail
  readonly mailId: string | null
}

/** The sender as a contact, as far as sender and signature tell. */
export function NewContactScreen({ mail, mailId }: NewContactProps) {
  const { say } = useAllTexts()
  const sender = mail.people.find(({ role }) => role === 'from')
  const address = sender?.address ?? ''
  const name = sender?.name ?? ''
  const { data, isPending } = useDraft(mail, mailId, address, name)
  const drafted = data ?? { draft: { kind: 'person', name, address, role: false, phones: [], companyName: '' }, companies: [], known: [] }
  return (
    <main className="screen">
      <ScreenTop title={say('newContact')} focus={isPending} />
      {isPending ? (
        <div className="bone block" role="status" aria-label={say('loading')} />
      ) : (
        <NewContactForm mail={mail} drafted={drafted} />
      )}
    </main>
  )
}

/** The signature is a convenience: who cannot be asked for it stops nobody. */
function useDraft(mail: ReadMail, mailId: string | null, address: string, name: string) {
  const { session, host } = usePanel()
  return useQuery<Drafted>({
    queryKey: ['draft', mail.key],
    queryFn: async ({ signal }) => {
      const signature = await signatureOf(session, host, mail.key, mailId).catch(() => '')
      return session.ask(contactRoutes.draftContact, { body: { address, name, signature } }, { signal })
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}
