import { AtFoot } from '../app/foot'
import { useTexts } from '../app/panel-context'
import type { Card } from '../app/use-lookup'

type Other = Pick<Card['others'][number], 'user' | 'doing' | 'program'>
const programs = { outlook: 'Outlook', thunderbird: 'Thunderbird', desk: 'Postakte' }

interface PresenceProps {
  readonly others: readonly Other[]
  readonly at?: 'mail' | 'case'
}

/** Who else has this mail or case open; whoever answers it first. They come and go, and move nothing. */
export function Presence({ others, at = 'mail' }: PresenceProps) {
  const { say } = useTexts()
  const sorted = others.toSorted((one, other) => one.doing.localeCompare(other.doing))
  return (
    <AtFoot>
      {sorted.slice(0, 3).map(({ user, doing, program }) => (
        <p key={`${user.id} ${program}`} role="status" className={`presence ${doing}`}>
          {say(at === 'case' ? 'inCase' : doing, { name: user.name, program: programs[program] })}
        </p>
      ))}
    </AtFoot>
  )
}
