import { Problem } from '@postakte/shared/model/problem'
import browser from 'webextension-polyfill'
import { localStore } from '../host/store'
import { thunderbirdTexts } from '../host/texts'
import type { SideAsk, SideDeed, SideDone, SideFrame, SideNotice } from '../side/talk'
import { rememberedCard } from './cards'
import { fileMail, letGo, logCall, makeFollowUp, type Seen, takeAway, undoNote } from './deeds'
import { look, shown, shownBefore } from './look'
import { displayedAs, mailOf } from './open-mail'
import { openPanel } from './open-panel'
import { type Parts, parts } from './parts'

/** Answers a side panel; `tabId`: of the tab that it is in. */
export function answerSide(ask: SideAsk, tabId: number): Promise<unknown> {
  switch (ask.side) {
    case 'frame':
      return frame(tabId)
    case 'look':
      return look(tabId, ask.contactId)
    case 'do':
      return carryOut(tabId, ask)
    default:
      return Promise.resolve(ask satisfies never)
  }
}

/** Read once while the background is awake: nobody else writes it. */
let collapsed: Promise<string | null> | null = null

async function frame(tabId: number): Promise<SideFrame> {
  collapsed ??= localStore.get('collapsed')
  const [{ texts, settings }, kept, view] = await Promise.all([parts(), collapsed, shownBefore(tabId)])
  const { collapse, expand, more, noAnswer } = thunderbirdTexts(settings.language)
  const words = { loading: texts.say('loading'), undo: texts.say('undo'), close: texts.say('close'), collapse, expand, more, noAnswer }
  return { collapsed: kept === null ? settings.foldedAtFirst : kept === 'yes', language: settings.language, words, view }
}

async function carryOut(tabId: number, { key, contactId, deed }: Extract<SideAsk, { readonly side: 'do' }>): Promise<SideDone> {
  switch (deed.do) {
    case 'collapse':
      collapsed = Promise.resolve(deed.collapsed ? 'yes' : 'no')
      await localStore.set('collapsed', deed.collapsed ? 'yes' : 'no')
      return { view: null, notice: null }
    case 'options':
      await browser.runtime.openOptionsPage()
      return { view: null, notice: null }
    case 'more':
      await openPanel(tabId)
      return { view: null, notice: null }
    case 'again':
      return { view: await look(tabId, contactId), notice: null }
    case 'choose':
      return { view: await look(tabId, deed.contactId), notice: null }
    default:
      return changeMail(tabId, key, contactId, deed)
  }
}

type Change = Exclude<SideDeed, { readonly do: 'collapse' | 'options' | 'more' | 'again' | 'choose' }>

/** Done to the mail that the user saw, and to no other. */
async function changeMail(tabId: number, key: string, contactId: string | null, deed: Change): Promise<SideDone> {
  const all = await parts()
  try {
    const header = await displayedAs(tabId, key)
    const seen = { header, mail: await mailOf(header), contactId }
    const notice = await change(all, seen, deed)
    const card = rememberedCard(seen.mail, contactId)
    return { view: card ? await shown(all, tabId, seen.mail, card, contactId) : await look(tabId, contactId), notice }
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error)
    return { view: await look(tabId, contactId), notice: { text: all.texts.problem(error), undo: null } }
  }
}

function change(all: Parts, seen: Seen, deed: Change): Promise<SideNotice> {
  switch (deed.do) {
    case 'file':
      return fileMail(all, seen, deed)
    case 'take-away':
    case 'put-back':
      return takeAway(all, seen, deed)
    case 'let-go':
      return letGo(all, seen, deed)
    case 'log-call':
      return logCall(all, deed)
    case 'follow-up':
      return makeFollowUp(all, deed)
    case 'delete-call':
    case 'finish-follow-up':
      return undoNote(all, deed)
    default:
      return deed satisfies never
  }
}
