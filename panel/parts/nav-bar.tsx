import { Button, CounterBadge } from '@fluentui/react-components'
import { CalendarClockRegular, MailRegular, SearchRegular, SettingsRegular, TaskListLtrRegular } from '@fluentui/react-icons'
import { todoRoutes } from '@postakte/shared/api/todos'
import { useNavigation } from '../app/navigation'
import { useSignal, useTexts } from '../app/panel-context'
import { useAnswer } from '../app/use-answer'

const places = [
  ['search', SearchRegular],
  ['queue', TaskListLtrRegular],
  ['follow-ups', CalendarClockRegular],
  ['settings', SettingsRegular],
] as const
const names = { search: 'search', queue: 'queue', 'follow-ups': 'followUps', settings: 'settings' } as const

/** Always at hand; how much waits stands at the queue. */
export function NavBar() {
  const { stack, open, home } = useNavigation()
  const { say } = useTexts()
  const at = useSignal(stack)[0]?.view.at
  const count = useAnswer(todoRoutes.countTodos, {}).data?.all ?? 0
  return (
    <nav className="bar" aria-label={say('places')}>
      <Button
        appearance="subtle"
        icon={<MailRegular />}
        aria-label={say('theMail')}
        title={say('theMail')}
        aria-current={at === undefined ? 'page' : undefined}
        onClick={home}
      />
      {places.map(([place, Icon]) => {
        const name = place === 'queue' && count > 0 ? say('queueCount', { count: count > 99 ? '99+' : count }) : say(names[place])
        return (
          <Button
            key={place}
            appearance="subtle"
            icon={<Icon />}
            aria-label={name}
            title={name}
            aria-current={at === place ? 'page' : undefined}
            onClick={() => open({ at: place })}
          >
            {place === 'queue' && count > 0 && <CounterBadge size="small" count={count} overflowCount={99} aria-hidden />}
          </Button>
        )
      })}
    </nav>
  )
}
