import { by } from '../../pages/elements'
import { signIn } from './ask'

export function showLogin(message: string): void {
  for (const id of ['main', 'sign-out']) by(id).hidden = true
  by('login').hidden = false
  by('login-error').textContent = message
  by(by<HTMLInputElement>('user').value === '' ? 'user' : 'password').focus()
}

export function wireLogin(enter: () => Promise<void>): void {
  by('login').addEventListener('submit', async (event) => {
    event.preventDefault()
    const password = by<HTMLInputElement>('password')
    try {
      await signIn(by<HTMLInputElement>('user').value, password.value)
      password.value = ''
      await enter()
    } catch (error) {
      showLogin((error as Error).message)
    }
  })
}
