import { askJson } from './ask'
import { by } from './elements'
import { keepToken } from './view'

export function showLogin(message: string): void {
  by('main').hidden = true
  by('login').hidden = false
  by('login-error').textContent = message
  by('password').focus()
}

export function wireLogin(enter: () => Promise<void>): void {
  by('login').addEventListener('submit', async (event) => {
    event.preventDefault()
    const input = by<HTMLInputElement>('password')
    try {
      const body = JSON.stringify({ password: input.value.trim() })
      keepToken((await askJson<{ token: string }>('/login', { method: 'POST', body })).token)
      input.value = ''
      await enter()
    } catch (error) {
      showLogin((error as Error).message)
    }
  })
}
