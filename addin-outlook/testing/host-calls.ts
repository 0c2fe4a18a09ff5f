import { base64Of } from '@postakte/panel/host/bytes'
import { type BoxDraft, type BoxItem, type BoxMail, headOf, initialData, type Person, people, sourceOf } from './mail-box'

/** What the calls of Office.js work on. */
export interface Box {
  open: BoxItem | null
  /** Several mails are selected in the list; then none is open. */
  selected: readonly BoxMail[]
  /** The one of them that is loaded. */
  loaded: BoxMail | null
  readonly user: Person
  readonly masterCategories: { displayName: string; color: string }[]
  settings: Record<string, unknown>
  /** Reply forms that were opened. */
  readonly replies: { readonly messageId: string; readonly all: boolean; readonly html: string }[]
}

type Params = Record<string, any>
export type Answer = { readonly data?: unknown } | { readonly errorCode: number }

const done: Answer = { data: null }
const otherKind: Answer = { errorCode: 9042 }

const onMail =
  (work: (mail: BoxMail, params: Params, box: Box) => Answer) =>
  (box: Box, params: Params): Answer => {
    const mail = box.loaded ?? box.open
    return mail?.kind === 'read' ? work(mail, params, box) : otherKind
  }
const onDraft =
  (work: (draft: BoxDraft, params: Params) => Answer) =>
  (box: Box, params: Params): Answer =>
    box.open?.kind === 'draft' ? work(box.open, params) : otherKind

const roles = ['to', 'cc', 'bcc'] as const
const insert = onDraft((draft, { data, coercionType }) => {
  if (coercionType === 3 && draft.bodyType === 'text') return { errorCode: 9002 }
  draft.text += String(data)
  return done
})
const reply = (all: boolean) =>
  onMail(({ mail }, { htmlBody }, { replies }) => {
    replies.push({ messageId: mail.messageId!, all, html: String(htmlBody) })
    return done
  })

/** Calls by their DispatchId, as Outlook on the web numbers them. */
export const hostCalls: Readonly<Record<number, (box: Box, params: Params) => Answer>> = {
  10: reply(false),
  11: reply(true),
  13: insert,
  14: onDraft(({ bodyType }) => ({ data: bodyType })),
  15: onDraft((draft, { recipientField }) => ({ data: people(draft.people, roles[recipientField as number]!) })),
  17: onDraft((draft, { subject }) => {
    draft.subject = String(subject)
    return done
  }),
  18: onDraft(({ subject }) => ({ data: subject })),
  22: onDraft((draft, { recipientField, recipientArray }) => {
    const added = (recipientArray as (string | { readonly address: string })[]).map((one) => (typeof one === 'string' ? one : one.address))
    draft.people = [...draft.people, ...added.map((address) => ({ address, name: '', role: roles[recipientField as number]! }))]
    return done
  }),
  29: insert,
  30: reply(false),
  31: reply(true),
  35: onMail((mail, { message }) => {
    mail.notice = String(message)
    return done
  }),
  36: onMail((mail) => {
    mail.notice = null
    return done
  }),
  37: ({ open }, { coercionType }) => {
    if (open === null) return otherKind
    if (open.kind === 'draft') return { data: coercionType === 3 ? open.text : open.text.replace(/<[^>]*>/g, '') }
    return { data: coercionType === 3 ? open.html : open.text }
  },
  107: () => ({ data: null }),
  108: onMail(({ mail: { mailbox } }) => ({
    data: { owner: mailbox, targetMailbox: mailbox, targetRestUrl: 'https://outlook.office.com/api', delegatePermissions: 31 },
  })),
  148: onDraft((draft, { base64String, name }) => {
    draft.files.push({ name, base64: base64String })
    return { data: `file-${draft.files.length}` }
  }),
  150: onMail(({ mail }, { id }) => ({
    data: {
      content: base64Of(new TextEncoder().encode(`Inhalt von ${mail.attachments[Number(String(id).slice(5))]?.name}`)),
      format: 'base64',
    },
  })),
  152: onDraft(({ headers }, { internetHeaderNameValuePairs }) => {
    Object.assign(headers, internetHeaderNameValuePairs)
    return done
  }),
  153: onDraft(({ headers }, { internetHeaderKeys }) => {
    for (const name of internetHeaderKeys as string[]) delete headers[name]
    return done
  }),
  157: onMail(({ categories }) => ({ data: categories.map((displayName) => ({ displayName, color: 'Preset4' })) })),
  158: onMail((mail, { categories }, { masterCategories }) => {
    const unknown = (categories as string[]).some((name) => !masterCategories.some(({ displayName }) => displayName === name))
    if (unknown) return { errorCode: 9045 }
    mail.categories = [...new Set([...mail.categories, ...(categories as string[])])]
    return done
  }),
  159: onMail((mail, { categories }) => {
    mail.categories = mail.categories.filter((name) => !(categories as string[]).includes(name))
    return done
  }),
  160: ({ masterCategories }) => ({ data: masterCategories }),
  161: ({ masterCategories }, { categoryDetails }) => {
    masterCategories.push(...(categoryDetails as Box['masterCategories']))
    return done
  },
  168: onMail((mail) => ({ data: headOf(mail) })),
  181: reply(false),
  182: reply(true),
  183: reply(false),
  184: reply(true),
  185: onDraft(({ session }, { name, value }) => {
    session[String(name)] = String(value)
    return done
  }),
  186: onDraft(({ session }, { name }) => ({ data: session[String(name)] ?? null })),
  196: ({ selected }) => ({
    data: selected.map(({ itemId, mail }) => ({
      itemId,
      itemType: 'Message',
      subject: mail.subject,
      internetMessageId: `<${mail.messageId}>`,
    })),
  }),
  204: onMail((mail) => ({ data: base64Of(new TextEncoder().encode(sourceOf(mail))) })),
  211: (box, { itemId }) => {
    const mail = box.selected.find((one) => one.itemId === itemId)
    // One at a time.
    if (!mail || box.loaded) return { errorCode: 9017 }
    box.loaded = mail
    return { data: JSON.stringify(initialData(mail, box.user)) }
  },
  212: (box) => {
    box.loaded = null
    return done
  },
  404: (box, params) => {
    const [settings] = params as unknown as [Record<string, unknown> | string]
    box.settings = typeof settings === 'string' ? (JSON.parse(settings) as Record<string, unknown>) : settings
    return done
  },
}
