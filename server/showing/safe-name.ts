/** Names that Windows gives to devices, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i
/** Signs that turn the reading direction: the name would show another ending than it has. They become visible. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu
const longestBytes = 180
const longestExtension = 12

/** The name of an attachment as it may be shown, and written as a file on any system; `unnamed` when nothing is left of it. */
export function safeName(name: string | null, unnamed: string): string {
  const base = (name ?? '').split(/[/\\]/).at(-1)!
  const clean = ends(base)
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(turning, '\ufffd')
    .replace(invisible, '')
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
  return shortened(clean === '' ? unnamed : clean.replace(deviceName, '_$&'))
}

/** Nothing below costs more than a name can be worth. */
const ends = (base: string) => (base.length <= 1_000 ? base : base.slice(0, 500) + base.slice(-500))

/** Cut in the middle: the ending says what the file is. */
function shortened(name: string): string {
  if (bytesOf(name) <= longestBytes) return name
  const ending = extensionOf(name)
  const stem = [...name.slice(0, name.length - ending.length)]
  let kept = ''
  for (const sign of stem) {
    if (bytesOf(kept + sign + ending) > longestBytes) break
    kept += sign
  }
  return kept.trimEnd() + ending
}

const bytesOf = (text: string) => Buffer.byteLength(text)

/** With its dot; empty when there is none, or none that could be one. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 && name.length - dot <= longestExtension ? name.slice(dot) : ''
}

/** Content-Disposition (RFC 6266) with a name that `safeName` made: plain for old readers, exact in UTF-8 (RFC 8187). */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`
}
