import type { OwnPicture } from '@postakte/shared/showing/shown-mail'
import type { Attachment } from '../mail/read-mail'
import { isPicture } from './file-kind'

/** Parts of this mail that its HTML shows: only by their own Content-ID, only pictures, and of two with one name the first (D20). */
export function ownPictures(cids: readonly string[], attachments: readonly Attachment[]): OwnPicture[] {
  const places = new Map<string, number>()
  for (const [place, { contentId }] of attachments.entries()) {
    const cid = bare(contentId ?? '')
    if (cid !== '' && !places.has(cid)) places.set(cid, place)
  }
  return cids.flatMap((cid) => {
    const attachment = places.get(bare(cid))
    return attachment !== undefined && isPicture(attachments[attachment]!.content()) ? [{ cid, attachment }] : []
  })
}

const bare = (contentId: string) => contentId.trim().replace(/^<|>$/g, '')
