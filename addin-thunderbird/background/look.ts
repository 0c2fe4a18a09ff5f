import type { Card } from '@postakte/panel/app/use-lookup'
import type { ReadMail } from '@postakte/panel/host/mail-host'
import { thunderbirdTexts } from '../host/texts'
import { displayedIn } from '../mail/displayed'
import { keyOf } from '../mail/read-mail'
import { setTag, takeTags } from '../mail/tag'
import { firstView, sideView } from '../side/side-view'
import type { SideView } from '../side/talk'
import { showBadge } from './badge'
import { cardOf, rememberedCard } from './cards'
import { listedMailOf, mailOf } from './open-mail'
import { sendWaiting } from './outbox-alarm'
import { missing, type Parts, parts } from './parts'
import { tellPresence } from './presence'
import { selectedIn } from './selected'
import { waitsFor } from './waiting'

/** The mail of a tab: as it was selected, or as Thunderbird says, which it does not before all of the mail is there. */
const openIn = async (tabId: number) => selectedIn(tabId) ?? (await displayedIn(tabId))

/** What the side panel of a tab shows; null: the tab shows no mail by now. */
export async function look(tabId: number, contactId: string | null): Promise<SideView | null> {
  const header = await openIn(tabId)
  if (!header) return null
  const all = await parts()
  const first = await firstThing(all)
  if (first) return firstView(keyOf(header), first)
  const mail = await mailOf(header)
  try {
    const card = await cardOf(all, mail, contactId)
    void tagAsItStands(all, header, mail, card).catch(() => {})
    void tellPresence(all, tabId, mail)
    // The server is there: what waits for it need not wait for the next minute.
    if (all.outbox.waiting.get().some(({ refused }) => refused === null)) void sendWaiting()
    return await shown(all, tabId, mail, card, contactId)
  } catch (error) {
    return troubleView(all, tabId, mail, contactId, error)
  }
}

/**
 * A rule or a colleague may have filed it, or it lies in the queue: the list says so from now on. Who may see less than others takes
 * nothing from them here: only a mail that lies nowhere at all is not filed any more, and only one that belongs nowhere is no to-do.
 */
async function tagAsItStands(all: Parts, { id }: Messenger.MessageHeader, mail: ReadMail, { filings, todos, mails }: Card): Promise<void> {
  const { language } = all.texts
  const [here] = mails
  if (filings.length > 0) await setTag(id, 'filed', language)
  else if (waitsFor(all.outbox, mail).length > 0) return
  else if (todos.some(({ mailId }) => mailId === here?.id)) await setTag(id, 'todo', language)
  else if (here?.state === 'ignored') await takeTags(id, 'filed', 'todo')
  else if (here && here.state !== 'filed') await takeTags(id, 'filed')
}

/** As it was shown before, without asking anybody; null: never. */
export async function shownBefore(tabId: number): Promise<SideView | null> {
  const header = await openIn(tabId)
  const card = header && rememberedCard({ key: keyOf(header) }, null)
  if (!header || !card) return null
  const all = await parts()
  return (await missing(all)) === null ? sideView(await listedMailOf(header), card, null, all.texts) : null
}

export async function shown(
  all: Parts,
  tabId: number,
  mail: ReadMail,
  card: Card,
  contactId: string | null,
  more: readonly string[] = [],
): Promise<SideView> {
  const waits = waitsFor(all.outbox, mail)
  void showBadge(tabId, mail.key, card, waits.length > 0, all.texts)
  return sideView(mail, card, contactId, all.texts, [...more, ...waits.map((name) => all.texts.say('filedLater', { name }))])
}

async function troubleView(all: Parts, tabId: number, mail: ReadMail, contactId: string | null, error: unknown): Promise<SideView> {
  const first = await firstThing(all)
  if (first) return firstView(mail.key, first)
  const text = all.texts.problem(error)
  const card = rememberedCard(mail, contactId)
  if (card) return shown(all, tabId, mail, card, contactId, [text])
  return { ...firstView(mail.key, { text, label: all.texts.say('again'), deed: { do: 'again' } }), away: true }
}

async function firstThing(all: Parts): Promise<SideView['first']> {
  const words = thunderbirdTexts(all.settings.language)
  const deed = { do: 'options' } as const
  switch (await missing(all)) {
    case 'server':
      return { text: words.noServer, label: words.toOptions, deed }
    case 'permission':
      return { text: words.noPermission, label: words.toOptions, deed }
    case 'signed-out':
      return { text: words.signInFirst, label: words.toSignIn, deed }
    case 'ended':
      return { text: all.texts.say('signInEnded'), label: words.toSignIn, deed }
    default:
      return null
  }
}
