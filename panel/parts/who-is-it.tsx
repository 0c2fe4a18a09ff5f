import { useTexts } from '../app/panel-context'
import type { ShownContact } from './contact-card'
import { PickList } from './pick-list'

/** Several contacts have the address: the user says who it is. */
export function WhoIsIt({ candidates, choose }: { readonly candidates: readonly ShownContact[]; readonly choose: (id: string) => void }) {
  const { say } = useTexts()
  return (
    <section aria-labelledby="who">
      <h1 id="who">{say('whoIsIt')}</h1>
      <p>{say('whoIsItHow')}</p>
      <PickList
        label={say('whoIsIt')}
        items={candidates.map(({ id, name, company, number }) => ({
          key: id,
          title: name,
          detail: [company?.name, number === null ? null : say('number', { number })].filter((one) => one).join(' · '),
        }))}
        pick={choose}
      />
    </section>
  )
}
