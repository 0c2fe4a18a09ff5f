import { cidOf, dataPicture, remotePicture } from './urls'

/** Which pictures are shown. Without more said: only those that stand in the HTML itself. */
export interface Pictures {
  /** The picture of this mail's part with that Content-ID as a `data:` URL; null when it is not there. */
  readonly own: (cid: string) => string | null
  /** Whether pictures on the Internet are loaded: only after a person asked for it. */
  readonly remote: boolean
}

export const noPictures: Pictures = { own: () => null, remote: false }

/** Marks of a picture that is not loaded: the attributes say where it would come from. */
export const cidMark = 'data-cid'
export const blockedMark = 'data-blocked-src'

/** Attributes by which an `img` has its picture, or the mark that it has none yet; null when it never can have one. */
export function pictureSource(attributes: Readonly<Record<string, string>>, pictures: Pictures): Record<string, string> | null {
  const src = attributes.src ?? ''
  const cid = attributes[cidMark] ?? cidOf(src)
  if (cid !== null) return ownPicture(cid, pictures)
  const remote = remotePicture(attributes[blockedMark] ?? src)
  if (remote !== null) return isPixel(attributes) ? null : remoteSource(remote, pictures)
  const data = dataPicture(src)
  return data === null ? null : { src: data }
}

function ownPicture(cid: string, pictures: Pictures): Record<string, string> {
  const url = dataPicture(pictures.own(cid) ?? '')
  return { [cidMark]: cid, ...(url === null ? {} : { src: url }) }
}

const remoteSource = (url: string, pictures: Pictures): Record<string, string> =>
  pictures.remote ? { src: url, referrerpolicy: 'no-referrer' } : { [blockedMark]: url }

/** One that cannot be seen is there to report that the mail was opened: it is never loaded, not even on a click. */
const isPixel = ({ width, height }: Readonly<Record<string, string>>) =>
  [width, height].some((size) => /^\s*[0-3](?:px)?\s*$/.test(size ?? ''))
