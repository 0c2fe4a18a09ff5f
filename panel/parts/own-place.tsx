import type { ChosenMail, PlacedMail } from '../app/file-many'
import { useAllTexts } from '../app/use-all-texts'
import type { Target } from './targets'

/** Where a mail goes that does not go where all go; 'none': nowhere. */
export type OwnPlaces = ReadonlyMap<string, Target | 'none' | undefined>

export const placedAt = (mail: ChosenMail, at: Target | 'none' | null): readonly PlacedMail[] =>
  at === null || at === 'none' ? [] : [{ mail, place: { ref: at.ref, title: at.title } }]

interface OwnPlaceProps {
  readonly mail: ChosenMail
  readonly places: readonly Target[]
  readonly own: Target | 'none' | undefined
  readonly choose: (place: Target | 'none' | undefined) => void
}

/** Where a mail goes among many. */
export function OwnPlace({ mail, places, own, choose }: OwnPlaceProps) {
  const { say } = useAllTexts()
  const value = own === undefined ? '' : own === 'none' ? own : own.key
  return (
    <select
      className="own-place"
      aria-label={say('selectedWhere', { subject: mail.subject })}
      value={value}
      onChange={({ target }) => choose(target.value === 'none' ? 'none' : places.find(({ key }) => key === target.value))}
    >
      <option value="">{say('selectedAsAll')}</option>
      <option value="none">{say('selectedNot')}</option>
      {places.map(({ key, title, detail }) => (
        <option key={key} value={key}>
          {[title, detail].filter((part) => part).join(' · ')}
        </option>
      ))}
    </select>
  )
}
