import { Button } from '@fluentui/react-components'
import { meRoutes } from '@postakte/shared/api/me'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { usePanel, useSignal } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useAnswer } from '../app/use-answer'
import { callOf } from '../app/use-deed'
import { Choice } from '../parts/field'
import { Loaded } from '../parts/loaded'
import { ScreenTop } from '../parts/screen-top'
import { Sessions } from '../parts/sessions'

/** Who I am here, in which language, and from where I am signed in. */
export function SettingsScreen() {
  const { session } = usePanel()
  const { say } = useAllTexts()
  const me = useAnswer(meRoutes.getMe, {})
  const sessions = useAnswer(sessionRoutes.listSessions, {})
  return (
    <main className="screen">
      <ScreenTop title={say('settings')} />
      <section>
        <Loaded asked={me}>
          {({ name, address, teams, standsInFor }) => (
            <>
              <strong>{name}</strong>
              {address && <p className="quiet">{address}</p>}
              {teams.length > 0 && <p className="quiet">{teams.map((one) => one.name).join(' · ')}</p>}
              {standsInFor.length > 0 && <p>{say('standsInFor', { names: standsInFor.map((one) => one.name).join(', ') })}</p>}
            </>
          )}
        </Loaded>
        <p className="quiet">{session.base}</p>
      </section>
      <section className="form">
        <LanguageChoice />
      </section>
      <section aria-labelledby="sessions">
        <h2 id="sessions">{say('sessions')}</h2>
        <Loaded asked={sessions}>{({ items }) => <Sessions sessions={items} />}</Loaded>
      </section>
      <Button onClick={() => void session.signOut()}>{say('signOut')}</Button>
    </main>
  )
}

function LanguageChoice() {
  const { language, host, outbox } = usePanel()
  const { say } = useAllTexts()
  const change = (chosen: 'de' | 'en') => {
    language.set(chosen)
    void host.store.set('language', chosen)
    // What the server writes to the user follows; that it could not be told disturbs nobody.
    outbox.do(callOf('changeMe', { body: { language: chosen } }), say('languageChoice')).catch(() => {})
  }
  return (
    <Choice
      label={say('languageChoice')}
      value={useSignal(language)}
      change={change}
      options={[
        ['de', 'Deutsch'],
        ['en', 'English'],
      ]}
    />
  )
}
