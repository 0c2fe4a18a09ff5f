import './host/no-eval'

import browser, { type Runtime } from 'webextension-polyfill'
import { mailDisplayed, mailSelected } from './background/ahead'
import { answerSide } from './background/answer'
import { answerPage } from './background/answer-page'
import { tellAllAnswering, tellAnswering } from './background/answering'
import { clearBadge } from './background/badge'
import { forgetCards } from './background/cards'
import { commandGiven } from './background/commands'
import { lookAgain, startAgain } from './background/look-again'
import { arrangeMenus, menuClicked } from './background/menus'
import { openOutbox } from './background/open-panel'
import { sendWaiting, wakeForOutbox } from './background/outbox-alarm'
import { forgetParts, forgetPermission, parts } from './background/parts'
import { endPresence } from './background/presence'
import { forgetSelected } from './background/selected'
import { arrangeSidePanels } from './background/side-panels'
import { addressBook, complete } from './contacts/complete'
import type { PageAsk } from './host/ask-background'
import { localStore, prefix } from './host/store'
import { afterSend } from './sending/after-send'
import { beforeSend } from './sending/before-send'
import { fileSentMeanwhile } from './sending/later'
import type { SideAsk } from './side/talk'
import { arrangeSpace, countQueue, queueAlarm } from './space/space'

const ownPages = browser.runtime.getURL('')

/**
 * Every listener is added here, in the first turn: Thunderbird puts the background to sleep after half a minute, wakes it for what it
 * listened to then, and an event that finds no listener is lost.
 */
browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const ask = message as Partial<SideAsk & PageAsk>
  if (typeof ask.side === 'string' && sender.tab?.id !== undefined) return answerSide(ask as SideAsk, sender.tab.id)
  return typeof ask.outbox === 'string' && sender.url?.startsWith(ownPages) ? answerPage(ask as PageAsk) : undefined
})
messenger.mailTabs.onSelectedMessagesChanged.addListener((tab, { messages }) => void mailSelected(tab.id, messages))
messenger.messageDisplay.onMessagesDisplayed.addListener((tab, { messages }) => {
  if (messages.length === 1) return void mailDisplayed(tab.id, messages[0]!)
  void clearBadge(tab.id, null)
  void endPresence(tab.id)
})
messenger.tabs.onRemoved.addListener((tabId) => {
  forgetSelected(tabId)
  void endPresence(tabId)
})
browser.notifications.onClicked.addListener(() => void openOutbox())
browser.alarms.onAlarm.addListener(() => void sendWaiting())
browser.permissions.onAdded.addListener(() => void permissionChanged())
browser.permissions.onRemoved.addListener(() => void permissionChanged())
browser.storage.onChanged.addListener((changes) => {
  if (`${prefix}server` in changes || `${prefix}language` in changes) void startAnew()
  if (`${prefix}tokens` in changes) void signedInOrOut()
  if (`${prefix}outbox` in changes) void wakeForOutbox()
  if (`${prefix}outbox` in changes && changes[`${prefix}outbox`]!.newValue === undefined) void countQueue()
})
messenger.compose.onComposeStateChanged.addListener((tab) => void tellAnswering(tab.id))
browser.alarms.onAlarm.addListener(() => void tellAllAnswering())
messenger.menus.onClicked.addListener((click, tab) => void menuClicked(click, tab))
browser.commands.onCommand.addListener((command: string, tab?: unknown) => void commandGiven(command, tab as Messenger.Tab | undefined))
messenger.addressBooks.provider.onSearchRequest.addListener((_, typed) => complete(typed), addressBook)
browser.alarms.onAlarm.addListener(({ name }) => void (name === queueAlarm && Promise.all([countQueue(), fileSentMeanwhile()])))
messenger.compose.onBeforeSend.addListener(beforeSend)
messenger.compose.onAfterSend.addListener((tab, sent) => void afterSend(tab, sent))
// Without a listener for it Thunderbird would start the background only when something else happens.
browser.runtime.onStartup.addListener(() => void arrangeMenus())
browser.runtime.onInstalled.addListener(() => void arrangeMenus())

void arrangeSidePanels()
void sendWaiting()
void arrangeSpace()
void fileSentMeanwhile()

async function permissionChanged(): Promise<void> {
  forgetPermission()
  await lookAgain()
}

async function startAnew(): Promise<void> {
  forgetParts()
  forgetCards()
  await Promise.all([startAgain(), arrangeMenus(), countQueue()])
}

/** By the options page, or by a renewal of our own, which changes nothing that is seen. */
async function signedInOrOut(): Promise<void> {
  const { session } = await parts()
  const before = session.state.get()
  if (before === 'ended' && (await localStore.get('tokens')) === null) return
  await session.start()
  if (session.state.get() === before) return
  forgetCards()
  await lookAgain()
  await sendWaiting()
  await countQueue()
}
