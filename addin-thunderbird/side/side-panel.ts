import { guardRepeats } from '@postakte/panel/app/repeats'
import { drawView } from './draw'
import { make } from './element'
import { drawForms } from './forms'
import { makeSteady } from './steady'
import { narrowPane, pageStyle, panelStyle, rail, wide } from './style'
import type { SideAsk, SideCall, SideDeed, SideDone, SideFrame, SideNotice, SideView } from './talk'

declare const browser: {
  readonly runtime: {
    sendMessage(ask: SideAsk): Promise<unknown>
    readonly onMessage: { addListener(listener: (call: SideCall) => Promise<never> | undefined): void }
  }
}

const tag = 'postakte-panel'
/** How often it is asked what colleagues did, and said that the user still reads. */
const breath = 30_000
/** The same while the server is away. */
const shortBreath = 5_000

/**
 * The panel beside a mail. It knows nothing but what the background hands it, draws text only, and stands in a closed root that
 * neither the mail's style nor its reply reaches.
 */
class SidePanel {
  private readonly host = document.createElementNS('http://www.w3.org/1999/xhtml', tag) as HTMLElement
  private readonly room = make('style')
  private readonly content = make('div', { class: 'content' })
  private readonly forms = make('div')
  private readonly others = make('div', { class: 'others' })
  private readonly said = make('div', { 'aria-live': 'polite' })
  private readonly fold = make('button', { class: 'icon fold', name: 'fold', click: () => this.foldOrUnfold() })
  private view: SideView | null = null
  private drawn = ''
  private collapsed = false
  private busy = false
  /** Counts the questions: an answer to an older one is dropped. */
  private turn = 0
  private soon: ReturnType<typeof setTimeout> | undefined
  private readonly frame: SideFrame

  constructor(frame: SideFrame) {
    this.frame = frame
    const { words, language } = frame
    const root = this.host.attachShadow({ mode: 'closed' })
    guardRepeats(root)
    const more = make(
      'button',
      { class: 'icon more', name: 'more', label: words.more, title: words.more, click: () => this.act({ do: 'more' }) },
      '⋯',
    )
    root.append(
      make('style', {}, panelStyle),
      make(
        'div',
        { class: 'panel', lang: language, role: 'complementary', label: 'Postakte' },
        make('header', {}, make('strong', {}, 'Postakte'), more, this.fold),
        make('main', {}, this.content, this.forms),
        this.others,
        this.said,
      ),
    )
    this.setCollapsed(frame.collapsed || innerWidth < narrowPane)
    this.content.append(make('div', { class: 'bone' }), make('div', { class: 'bone long' }), make('div', { class: 'bone' }))
    this.host.append(this.room)
    makeSteady(document.documentElement)
    document.documentElement.append(this.host)
    if (frame.view) this.show(frame.view)
  }

  async look(): Promise<void> {
    const turn = ++this.turn
    const view = await ask<SideView>({ side: 'look', contactId: this.view?.contactId ?? null })
    if (turn === this.turn && view) this.show(view)
    this.lookSoon()
  }

  hear(call: SideCall): void {
    if (call.side === 'look-again') void this.look()
    if (call.side === 'fold') this.foldOrUnfold()
    if (call.side === 'done') this.take(call.done, ++this.turn)
  }

  /** What waits for the server is sent by such a look, too. */
  private lookSoon(): void {
    clearTimeout(this.soon)
    if (!this.view?.away || !this.host.isConnected) return
    this.soon = setTimeout(() => {
      if (document.visibilityState === 'visible' && !this.busy) void this.look()
      else this.lookSoon()
    }, shortBreath)
  }

  private act(deed: SideDeed): void {
    void this.carryOut(deed)
  }

  private async carryOut(deed: SideDeed): Promise<void> {
    if (this.busy) return
    this.setBusy(true)
    const turn = ++this.turn
    try {
      const done = await ask<SideDone | null>({ side: 'do', key: this.view?.key ?? '', contactId: this.view?.contactId ?? null, deed })
      this.take(done ?? { view: null, notice: { text: this.frame.words.noAnswer, undo: null } }, turn)
    } finally {
      this.setBusy(false)
    }
  }

  private take({ view, notice }: SideDone, turn: number): void {
    if (view && turn === this.turn) this.show(view)
    this.lookSoon()
    this.say(notice)
  }

  private show(view: SideView): void {
    const text = JSON.stringify(view)
    if (text === this.drawn) return
    // That it waits for the server, and may be let go, is no longer true.
    if (this.view?.away && !view.away) this.say(null)
    const sameForms = JSON.stringify(view.forms) === JSON.stringify(this.view?.forms ?? null)
    this.drawn = text
    this.view = view
    this.keepingFocus(() => {
      this.content.replaceChildren(...drawView(view, (deed) => this.act(deed)))
      this.others.replaceChildren(...view.others.map((text) => make('p', { class: 'warn', role: 'status' }, text)))
      if (!sameForms && !this.forms.querySelector('.form'))
        this.forms.replaceChildren(...(view.forms ? [drawForms(view.forms, (deed) => this.act(deed))] : []))
    })
  }

  private say(notice: SideNotice | null): void {
    this.said.replaceChildren()
    if (!notice) return
    const { undo, text } = notice
    const { words } = this.frame
    this.said.replaceChildren(
      make(
        'div',
        { class: 'notice' },
        make('span', {}, text),
        undo ? make('button', { class: 'plain', name: 'undo', click: () => this.act(undo) }, words.undo) : null,
        make('button', { class: 'icon', label: words.close, name: 'close-notice', click: () => this.said.replaceChildren() }, '×'),
      ),
    )
  }

  private foldOrUnfold(): void {
    this.setCollapsed(!this.collapsed)
    void ask({ side: 'do', key: '', contactId: null, deed: { do: 'collapse', collapsed: this.collapsed } })
  }

  private setCollapsed(collapsed: boolean): void {
    this.collapsed = collapsed
    const { words } = this.frame
    this.host.classList.toggle('collapsed', collapsed)
    this.room.textContent = pageStyle(collapsed ? rail : wide)
    this.fold.textContent = collapsed ? '‹' : '›'
    this.fold.title = collapsed ? words.expand : words.collapse
    this.fold.setAttribute('aria-label', this.fold.title)
    this.fold.setAttribute('aria-expanded', String(!collapsed))
  }

  private setBusy(busy: boolean): void {
    this.busy = busy
    this.content.toggleAttribute('inert', busy)
    this.content.setAttribute('aria-busy', String(busy))
  }

  /** What is drawn anew has the focus where it was. */
  private keepingFocus(draw: () => void): void {
    const root = this.content.getRootNode() as ShadowRoot
    const name = (root.activeElement as HTMLElement | null)?.dataset.name
    draw()
    if (name) [...root.querySelectorAll<HTMLElement>('[data-name]')].find((one) => one.dataset.name === name)?.focus()
  }
}

/** Null: the add-on is being replaced, or gone. */
async function ask<T>(question: SideAsk): Promise<T | null> {
  try {
    return ((await browser.runtime.sendMessage(question)) ?? null) as T | null
  } catch {
    return null
  }
}

let panel: SidePanel | null = null

/** Again when the language or the server has changed. */
async function start(): Promise<void> {
  // One after the other: what the background knows already is drawn before it reads the mail's head.
  const frame = await ask<SideFrame>({ side: 'frame' })
  for (const old of document.querySelectorAll(tag)) old.remove()
  panel = frame && new SidePanel(frame)
  await panel?.look()
}

function listen(): void {
  browser.runtime.onMessage.addListener((call) => {
    if (call.side === 'start-again') void start()
    else if (panel) panel.hear(call)
    // Whoever told it hears that nobody is there.
    else return Promise.reject(new Error('not yet'))
    return undefined
  })
  setInterval(() => document.visibilityState === 'visible' && void panel?.look(), breath)
}

/** A mail that was open before the add-on started gets the script by hand, and perhaps by its registration, too: the first one counts. */
const here = globalThis as { postakteIsHere?: true }
if (!here.postakteIsHere && window.top === window) {
  here.postakteIsHere = true
  listen()
  void start()
}
