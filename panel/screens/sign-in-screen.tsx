import { Button, Spinner } from '@fluentui/react-components'
import type { HandOverState } from '../app/hand-over'
import { usePanel, useSignal } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { Trouble } from '../parts/trouble'

export function SignInScreen({ ended }: { readonly ended: boolean }) {
  const { handOver } = usePanel()
  const { say } = useAllTexts()
  const state = useSignal(handOver.state)
  return (
    <main className="screen sign-in">
      <h1>{say('signInTitle')}</h1>
      {ended && <p>{say('signInEnded')}</p>}
      {state.step === 'waiting' ? <Waiting userCode={state.userCode} page={state.page} /> : <Begin state={state} />}
      <LanguageButton />
    </main>
  )
}

function Begin({ state }: { readonly state: HandOverState }) {
  const { host, handOver } = usePanel()
  const { say, problem } = useAllTexts()
  const why = state.step === 'failed' ? state.why : null
  const programs = { outlook: 'Outlook', thunderbird: 'Thunderbird', desk: 'Postakte' }
  return (
    <>
      <p>{say('signInHow')}</p>
      {why !== null && (
        <Trouble>{why === 'refused' ? say('signInRefused') : why === 'expired' ? say('signInExpired') : problem(why)}</Trouble>
      )}
      <Button
        appearance="primary"
        size="large"
        disabled={state.step === 'beginning'}
        onClick={() => void handOver.begin(programs[host.program])}
      >
        {say('signIn')}
      </Button>
    </>
  )
}

function Waiting({ userCode, page }: { readonly userCode: string; readonly page: string }) {
  const { host, handOver } = usePanel()
  const { say } = useAllTexts()
  return (
    <>
      <p id="code-label">{say('signInCode')}</p>
      <output className="code" aria-labelledby="code-label">
        {userCode}
      </output>
      <Spinner size="tiny" label={say('signInWaiting')} />
      <div className="row">
        <Button onClick={() => void host.openPage(page)}>{say('signInOpen')}</Button>
        <Button appearance="subtle" onClick={() => void handOver.stop()}>
          {say('signInStop')}
        </Button>
      </div>
    </>
  )
}

function LanguageButton() {
  const { language, host } = usePanel()
  const { say } = useAllTexts()
  const other = useSignal(language) === 'de' ? 'en' : 'de'
  return (
    <Button
      className="language"
      appearance="transparent"
      size="small"
      lang={other}
      onClick={() => {
        language.set(other)
        void host.store.set('language', other)
      }}
    >
      {say('language')}
    </Button>
  )
}
