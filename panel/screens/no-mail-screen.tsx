import { Button } from '@fluentui/react-components'
import { todoRoutes } from '@postakte/shared/api/todos'
import { useNavigation } from '../app/navigation'
import { useTexts } from '../app/panel-context'
import { useAnswer } from '../app/use-answer'

/** Nothing to say of a mail: what waits instead. */
export function NoMailScreen() {
  const { open } = useNavigation()
  const { say } = useTexts()
  const count = useAnswer(todoRoutes.countTodos, {}).data?.all ?? 0
  return (
    <main className="screen empty">
      <h1>{say('noMail')}</h1>
      <p>{say('noMailHow')}</p>
      <div className="row middle">
        {count > 0 && <Button onClick={() => open({ at: 'queue' })}>{say('noMailQueue', { count })}</Button>}
        <Button onClick={() => open({ at: 'follow-ups' })}>{say('noMailDue')}</Button>
      </div>
    </main>
  )
}
