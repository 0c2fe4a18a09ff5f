import { Problem } from '@postakte/shared/model/problem'
import { has, officeCall } from './office-call'
import type { ReadItem } from './open-item'

const names = { de: 'Abgelegt', en: 'Filed' } as const
const all: readonly string[] = Object.values(names)

/** The category as the mailbox's user reads it. */
export const categoryName = (): string => (Office.context.displayLanguage?.toLowerCase().startsWith('de') ? names.de : names.en)

/** In Outlook's list the mail has the category, or none of ours. `item` throws when another mail is open by then. */
export async function setCategory(item: () => ReadItem, filed: boolean): Promise<void> {
  item()
  if (!has('1.8')) throw new Problem('host-not-offered')
  const now = (await officeCall<Office.CategoryDetails[]>((done) => item().categories.getAsync(done))) ?? []
  const ours = now.map(({ displayName }) => displayName).filter((name) => all.includes(name))
  if (filed) return ours.length > 0 ? undefined : addCategory(item, categoryName())
  const { categories } = item()
  if (ours.length > 0) await officeCall<void>((done) => categories.removeAsync(ours, done))
}

/** Outlook takes only what its own list of categories has; in a shared mailbox that list may not be ours to change. */
async function addCategory(item: () => ReadItem, displayName: string): Promise<void> {
  const { masterCategories } = Office.context.mailbox
  const known = await officeCall<Office.CategoryDetails[]>((done) => masterCategories.getAsync(done)).catch(() => [])
  if (!(known ?? []).some((one) => one.displayName === displayName))
    await officeCall<void>((done) => masterCategories.addAsync([{ displayName, color: 'Preset4' as never }], done)).catch(() => {})
  const { categories } = item()
  await officeCall<void>((done) => categories.addAsync([displayName], done))
}
