import type { Act } from './draw'
import { make } from './element'
import type { SideForms } from './talk'

/** "Log a call" and "follow-up", each folded up until it is wanted. */
export function drawForms({ places, tomorrow, words }: SideForms, act: Act): HTMLElement {
  const box = make('section', { class: 'forms' })
  const open = (form: HTMLElement) => {
    box.replaceChildren(form)
    form.scrollIntoView({ block: 'nearest' })
    form.querySelector('input')?.focus()
  }
  const close = () => box.replaceChildren(buttons)
  const buttons = make(
    'div',
    { class: 'row' },
    make(
      'button',
      { class: 'plain', name: 'log-call', click: () => open(callForm({ places, tomorrow, words }, act, close)) },
      words.logCall,
    ),
    make(
      'button',
      { class: 'plain', name: 'follow-up', click: () => open(followUpForm({ places, tomorrow, words }, act, close)) },
      words.followUp,
    ),
  )
  close()
  return box
}

function callForm({ places, words }: SideForms, act: Act, close: () => void): HTMLElement {
  const title = make('input', { maxlength: 200, name: 'about' })
  const direction = make(
    'select',
    { name: 'direction' },
    make('option', { value: 'in' }, words.callIn),
    make('option', { value: 'out' }, words.callOut),
  )
  const text = make('textarea', { rows: 3, maxlength: 10_000, name: 'text' })
  const under = placeChoice(places)
  const save = () => {
    if (title.value.trim() === '') return title.focus()
    const done = { do: 'log-call', title: title.value, text: text.value, direction: direction.value as 'in' | 'out' } as const
    act({ ...done, under: chosen(places, under) })
    close()
  }
  return form(words.logCall, words, save, close, [
    field(words.about, title),
    field('', direction),
    field(words.text, text),
    field(words.under, under),
  ])
}

function followUpForm({ places, tomorrow, words }: SideForms, act: Act, close: () => void): HTMLElement {
  const text = make('input', { maxlength: 2_000, name: 'what' })
  const dueOn = make('input', { type: 'date', min: tomorrow, value: tomorrow, name: 'due' })
  const at = placeChoice(places)
  const save = () => {
    if (text.value.trim() === '') return text.focus()
    if (dueOn.value === '') return dueOn.focus()
    act({ do: 'follow-up', text: text.value, dueOn: dueOn.value, at: chosen(places, at) })
    close()
  }
  return form(words.followUp, words, save, close, [field(words.whatToDo, text), field(words.dueOn, dueOn), field(words.under, at)])
}

const placeChoice = (places: SideForms['places']) =>
  make('select', { name: 'place' }, ...places.map(({ title }, at) => make('option', { value: at }, title)))
const chosen = (places: SideForms['places'], choice: HTMLSelectElement) => places[Number(choice.value)]!.ref
const field = (text: string, control: HTMLElement) => make('label', {}, text, control)

/** A page of a mail sends no forms: Enter in a field is the button, Escape goes back. */
function form(title: string, words: SideForms['words'], save: () => void, close: () => void, fields: readonly HTMLElement[]): HTMLElement {
  const box = make(
    'div',
    { class: 'form card', role: 'form', label: title },
    ...fields,
    make(
      'div',
      {},
      make('button', { class: 'save', name: 'save', click: save }, words.save),
      ' ',
      make('button', { name: 'close', click: close }, words.close),
    ),
  )
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) save()
    if (event.key === 'Escape') close()
  })
  return box
}
