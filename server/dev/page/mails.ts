import { by, make } from '../../pages/elements'
import { session } from './ask'
import { openMail, showPick } from './detail'
import { explainDropped, wireDrop } from './drop'
import { guarded, inBackground, leave } from './guarded'
import { focusLine, labelStates, refresh } from './list'
import { showLogin, wireLogin } from './login'
import { keepLanguage, view } from './view'
import { words } from './words'

/** Every so often the page looks for new mail. */
const interval = 5_000

function label(): void {
  const texts = words()
  document.documentElement.lang = view.language
  const sentences = {
    banner: texts.banner,
    'order-label': texts.order,
    language: texts.switchTo,
    'login-label': texts.loginLabel,
    'password-label': texts.passwordLabel,
    'sign-out': texts.signOut,
    'login-button': texts.loginButton,
    'drop-hint': texts.dropHint,
    'drop-rule': texts.dropRule,
    'file-label': texts.choose,
  }
  for (const [id, text] of Object.entries(sentences)) by(id).textContent = text
  for (const id of ['list', 'detail'] as const) by(id).setAttribute('aria-label', texts[id])
  labelOrders()
  labelStates()
}

function labelOrders(): void {
  const order = by<HTMLSelectElement>('order')
  const chosen = order.value || 'waiting'
  order.replaceChildren(
    ...(['waiting', 'sender'] as const).map((one) => Object.assign(make('option', words().orders[one]), { value: one })),
  )
  order.value = chosen
}

async function enter(): Promise<void> {
  if (!session.isSignedIn()) return showLogin('')
  by('login').hidden = true
  for (const id of ['main', 'sign-out']) by(id).hidden = false
  showPick()
  await guarded(refresh)
}

async function switchLanguage(): Promise<void> {
  keepLanguage(view.language === 'de' ? 'en' : 'de')
  label()
  if (!session.isSignedIn()) return
  await refresh()
  if (view.dropped) await explainDropped(view.dropped)
  else if (view.open !== null) await openMail(view.open)
  else showPick()
}

async function signOut(): Promise<void> {
  await session.signOut()
  leave('')
}

/** Escape leads from the mail back to its line in the list. */
function back(event: KeyboardEvent): void {
  if (event.key === 'Escape' && view.open !== null) focusLine(view.open)
}

by('language').addEventListener('click', () => void guarded(switchLanguage))
by('sign-out').addEventListener('click', () => void guarded(signOut))
by('order').addEventListener('change', () => void guarded(refresh))
by('detail').addEventListener('keydown', back)
wireLogin(enter)
wireDrop()
label()
void enter()
setInterval(() => {
  if (!by('main').hidden && document.visibilityState === 'visible') void inBackground(refresh)
}, interval)
