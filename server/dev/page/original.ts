import { button, make } from '../../pages/elements'
import { ask } from './ask'
import { guarded } from './guarded'
import { words } from './words'

const mostShown = 200_000

/** Two buttons for the bytes under this path: seen as text, or saved as they are. */
export function originalButtons(path: string, name: string, result: HTMLElement): HTMLElement[] {
  return [
    button(words().original, () => void guarded(() => show(path, result))),
    button(words().download, () => void guarded(() => save(path, name))),
  ]
}

async function show(path: string, result: HTMLElement): Promise<void> {
  const text = asText(await (await ask(path)).arrayBuffer())
  const cut = text.length > mostShown ? [make('p', words().cut, 'quiet')] : []
  result.replaceChildren(...cut, make('pre', text.slice(0, mostShown)))
}

/** UTF-8 where it is, else a sign for each byte: an original in another charset still shows all of its bytes. */
function asText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function save(path: string, name: string): Promise<void> {
  const link = make('a')
  link.href = URL.createObjectURL(await (await ask(path)).blob())
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
