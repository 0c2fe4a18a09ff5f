import { make } from './element'
import type { FiledItem, SideDeed, SideItem, SideView } from './talk'

export type Act = (deed: SideDeed) => void

/** Everything of a view but the forms, which stand by themselves: what is typed there must outlive a new view. */
export function drawView(view: SideView, act: Act): readonly HTMLElement[] {
  return [
    ...view.warnings.map((text) => make('p', { class: 'warn', role: 'status' }, text)),
    ...(view.first ? [drawFirst(view.first, act)] : []),
    ...(view.who ? [drawWho(view.who, act)] : []),
    ...(view.candidates ? [drawPick('candidates', view.candidates, act)] : []),
    ...(view.filed ? [drawFiled(view.filed, act)] : []),
    ...(view.targets ? [drawPick('targets', view.targets, act)] : []),
    ...(view.cases ? [drawCases(view.cases)] : []),
  ]
}

const drawFirst = ({ text, label, deed }: NonNullable<SideView['first']>, act: Act) =>
  make('section', {}, make('p', {}, text), make('button', { class: 'first', name: 'first', click: () => act(deed) }, label))

function drawWho({ name, lines, phones, other }: NonNullable<SideView['who']>, act: Act): HTMLElement {
  return make(
    'section',
    { class: 'card who' },
    make('h1', {}, name),
    ...lines.map((line) => make('p', { class: 'quiet' }, line)),
    ...phones.map(({ text, label }) => make('p', {}, make('a', { href: `tel:${text.replace(/[^+\d]/g, '')}`, label }, text))),
    other ? make('button', { class: 'plain', name: 'other', click: () => act(other.deed) }, other.label) : null,
  )
}

function drawPick(name: string, { title, items }: { readonly title: string; readonly items: readonly SideItem[] }, act: Act): HTMLElement {
  const line = ({ title: text, detail, deed }: SideItem) =>
    make(
      'li',
      {},
      make(
        'button',
        { name: `${name} ${text}`, click: () => act(deed) },
        text,
        detail === '' ? null : make('span', { class: 'quiet' }, detail),
      ),
    )
  return make('section', { class: `pick ${name}` }, make('h2', {}, title), make('ul', {}, ...items.map(line)))
}

function drawFiled({ title, why, items }: NonNullable<SideView['filed']>, act: Act): HTMLElement {
  const line = (item: FiledItem) =>
    make(
      'li',
      {},
      make('span', {}, make('strong', {}, item.title), ' ', make('span', { class: 'quiet' }, item.detail)),
      make(
        'button',
        {
          class: 'icon',
          name: `take-away ${item.title}`,
          label: item.takeAway.label,
          title: item.takeAway.label,
          click: () => act(item.takeAway.deed),
        },
        '×',
      ),
      make('details', {}, make('summary', { class: 'quiet' }, why), make('p', {}, item.why)),
    )
  return make('section', { class: 'filed' }, make('h2', {}, title), make('ul', {}, ...items.map(line)))
}

function drawCases({ title, empty, lines }: NonNullable<SideView['cases']>): HTMLElement {
  const line = (one: { readonly title: string; readonly detail: string }) =>
    make('li', {}, make('strong', {}, one.title), make('p', { class: 'quiet' }, one.detail))
  return make(
    'section',
    { class: 'lines cases' },
    make('h2', {}, title),
    lines.length === 0 ? make('p', { class: 'quiet' }, empty) : make('ul', {}, ...lines.map(line)),
  )
}
