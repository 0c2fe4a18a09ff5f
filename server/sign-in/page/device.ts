import { by, make } from '../../pages/elements'
import { BrowserSession, Refused } from '../../pages/session'
import { comeBackFromCompany, keptUserCode, leaveForCompany } from './company'
import { fill, moment, problemWords, switchLanguage, view, words } from './words'

interface Request {
  readonly program: 'outlook' | 'thunderbird' | 'desk' | 'api'
  readonly name: string
  readonly requestedAt: string
  readonly address: string
  readonly sameAddress: boolean
}

/** In memory only, and signed out when the question is answered. */
const session = new BrowserSession({ keptIn: null, language: () => view.language, offline: () => words().offline })
const steps = ['sign-in', 'enter', 'question', 'result'] as const
type Step = (typeof steps)[number]

/** What the page says now, to say it again in the other language. */
let say: () => void = () => {}
let who = ''

const typedCode = () => by<HTMLInputElement>('code').value.toUpperCase().replace(/[\s-]/g, '')
const shownCode = () => typedCode().replace(/^(.{4})(?=.)/, '$1-')

function show(step: Step): void {
  for (const one of steps) by(one).hidden = one !== step
  by('who').hidden = who === '' || step === 'result'
}

function label(): void {
  const texts = words()
  document.documentElement.lang = view.language
  document.title = `Postakte: ${texts.title}`
  const sentences = {
    title: texts.title,
    language: texts.switchTo,
    first: texts.signInFirst,
    'login-label': texts.loginLabel,
    'password-label': texts.passwordLabel,
    'sign-in-button': texts.signIn,
    company: texts.company,
    'not-you': texts.notYou,
    'who-name': fill(texts.signedInAs, { name: who }),
    'code-label': texts.codeLabel,
    look: texts.look,
    'question-text': texts.question,
    compare: texts.compare,
    elsewhere: texts.elsewhere,
    confirm: texts.confirm,
    refuse: texts.refuse,
  }
  for (const [id, text] of Object.entries(sentences)) by(id).textContent = text
  say()
}

function showError(message: string): void {
  by('error').textContent = message
  by('error').hidden = message === ''
}

async function guarded(work: () => Promise<void>): Promise<void> {
  showError('')
  try {
    await work()
  } catch (error) {
    if (error instanceof Refused && error.status === 401 && session.isSignedIn()) startAgain(words().ended)
    else showError((error as Error).message)
  }
}

function startAgain(message: string): void {
  session.forget()
  who = ''
  show('sign-in')
  showError(message)
  by(by<HTMLInputElement>('login').value === '' ? 'login' : 'password').focus()
}

async function signIn(): Promise<void> {
  const password = by<HTMLInputElement>('password')
  await session.signIn(by<HTMLInputElement>('login').value, password.value, 'Postakte /sign-in')
  password.value = ''
  await goOn()
}

/** Signed in: the code that came in the address is looked up at once, one that did not is asked for. */
async function goOn(): Promise<void> {
  who = ((await (await session.ask('/api/me')).json()) as { name: string }).name
  label()
  show('enter')
  by('code').focus()
  if (typedCode() !== '') await look()
}

const about = async (what: 'request' | 'confirmation' | 'refusal'): Promise<Response> =>
  session.ask(`/api/device/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userCode: typedCode() }),
  })

async function look(): Promise<void> {
  const request = (await (await about('request')).json()) as Request
  say = () => showFacts(request)
  say()
  by('elsewhere').hidden = request.sameAddress
  show('question')
  by('question').focus()
}

function showFacts({ program, name, requestedAt, address }: Request): void {
  const texts = words()
  const facts: readonly (readonly [string, string, string?])[] = [
    [texts.programLabel, texts.programs[program]],
    [texts.nameLabel, name],
    [texts.codeShown, shownCode(), 'code'],
    [texts.askedLabel, fill(texts.asked, { at: moment(requestedAt), address })],
  ]
  by('facts').replaceChildren(...facts.flatMap(([term, text, kind]) => [make('dt', term), make('dd', text, kind)]))
}

async function answer(what: 'confirmation' | 'refusal'): Promise<void> {
  await about(what)
  await session.signOut()
  const said = () => (what === 'confirmation' ? words().confirmed : words().refused)
  say = () => {
    by('result').textContent = said()
  }
  say()
  show('result')
  by('result').focus()
}

async function offerCompany(): Promise<void> {
  const ways = (await (await fetch('/api/sign-in-ways')).json()) as { company: boolean }
  by('company').hidden = !ways.company
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** What came behind the #, which no server sees: the panel's code, or how the company's service answered. */
async function begin(): Promise<void> {
  const behind = decoded(location.hash.slice(1))
  history.replaceState(null, '', location.pathname)
  const [, what, value = ''] = /^(code|problem)=([\w-]+)$/.exec(behind) ?? []
  const userCode = what === undefined ? behind : keptUserCode()
  by<HTMLInputElement>('code').value = /^[\p{L}\s-]{0,12}$/u.test(userCode) ? userCode : ''
  startAgain(what === 'problem' ? (problemWords()[value] ?? '') : '')
  void offerCompany().catch(() => {})
  if (what !== 'code') return
  await guarded(async () => {
    await comeBackFromCompany(session, value)
    await goOn()
  })
}

const onSubmit = (id: string, work: () => Promise<void>) =>
  by(id).addEventListener('submit', (event) => {
    event.preventDefault()
    void guarded(work)
  })

onSubmit('sign-in', signIn)
onSubmit('enter', look)
by('company').addEventListener('click', () => void guarded(() => leaveForCompany(session, typedCode())))
by('confirm').addEventListener('click', () => void guarded(() => answer('confirmation')))
by('refuse').addEventListener('click', () => void guarded(() => answer('refusal')))
by('not-you').addEventListener('click', () => void session.signOut().then(() => startAgain('')))
by('language').addEventListener('click', () => {
  switchLanguage()
  label()
})
label()
void begin()
