import { useAllTexts } from '../app/use-all-texts'
import { Choice } from './field'

interface TeamChoiceProps {
  readonly teams: readonly { readonly id: number; readonly name: string }[]
  /** '': no team. */
  readonly value: string
  readonly change: (value: string) => void
}

/** Who shall see it. */
export function TeamChoice({ teams, value, change }: TeamChoiceProps) {
  const { say } = useAllTexts()
  if (teams.length === 0) return null
  return (
    <Choice
      label={say('team')}
      value={value}
      change={change}
      options={[...teams.map(({ id, name }) => [String(id), name] as const), ['', say('noTeam')]]}
    />
  )
}
