/** A signature has this many lines at most; a mark higher up is part of the text. */
const mostLines = 40

export interface Signed {
  readonly text: string
  readonly signature: string
}

/** Text and signature, parted at the first mark: `-- ` (RFC 3676 §4.3), a line of a phone, a rule above small print. */
export function withoutSignature(lines: readonly string[]): Signed {
  const at = lines.findIndex((line, index) => lines.length - index <= mostLines && marks(lines, index, line))
  const cut = at === -1 ? lines.length : at
  return { text: lines.slice(0, cut).join('\n').trim(), signature: lines.slice(cut).join('\n').trim() }
}

function marks(lines: readonly string[], at: number, line: string): boolean {
  if (line.length > 200) return false
  if (at === 0) return isDeviceLine(line)
  if (/^\s{0,3}(?:--|__)\s{0,3}$/.test(line) || /^\s{0,3}[_=]{10,}\s*$/.test(line)) return true
  return lines[at - 1]?.trim() === '' && isDeviceLine(line)
}

/** "Sent from my iPhone" in the languages met; `(`, `<` or `[` may stand around it. */
const deviceLines: readonly RegExp[] = [
  /^sent (?:from|via|with|using|by) \S/i,
  /^from my (?:iphone|ipad|phone|mobile|android)/i,
  /^(?:get|download) \[?outlook for /i,
  /^sent on the move/i,
  /^(?:von meinem|von) .{1,60} gesendet\.?$/i,
  /^(?:gesendet|versendet|verschickt|geschrieben) (?:von|mit|über|per|vom) \S/i,
  /^diese (?:nachricht|e-mail|mail) wurde .{1,80} (?:gesendet|versendet|geschickt)\.?$/i,
  /^(?:holen sie sich|laden sie|hol dir) outlook für /i,
  /^outlook für (?:ios|android)/i,
  /^envoyé (?:(?:depuis|de|à partir de|avec) |à partir d['’])\S/i,
  /^(?:obtenez|télécharger|obtenir) outlook pour /i,
  /^enviado (?:desde|de|do|a partir do|com|con) \S/i,
  /^(?:obtener|obter|descargar) o? ?outlook para /i,
  /^inviato (?:da|dal|con|dallo) \S/i,
  /^(?:ottieni|scarica) outlook per /i,
  /^(?:verzonden|verstuurd) (?:vanaf|met|via|van) \S/i,
  /^(?:outlook voor|download outlook voor) /i,
  /^sendt (?:fra|med|via) \S/i,
  /^(?:hent|skaffa|hämta|få) outlook (?:til|for|för) /i,
  /^skickat (?:från|med) \S/i,
  /^lähetetty \S/i,
  /^wysłan[eoay] (?:z|za pomocą|przez) \S/i,
  /^odesláno (?:z|ze|pomocí) \S/i,
  /^odoslané (?:z|zo|pomocou) \S/i,
  /^elküldve (?:az?|innen) \S/i,
  /^trimis de pe \S/i,
  /^poslano (?:s|sa|z|iz) \S/i,
  /^(?:отправлено|відправлено|надіслано|надіслане) (?:с|из|з|из) \S/i,
  /^\S.{0,40}(?:'(?:dan|den)|dan|den) gönderildi\.?$/i,
  /^(?:στάλθηκε|εστάλη) από \S/i,
  /^(?:发自|發自|從我的|从我的)/,
  /^.{0,20}から送信$/,
  /^나의 .{1,20}에서 보냄/,
]

const isDeviceLine = (line: string): boolean => {
  const bare = line.trim().replace(/^[<([*_]{1,4}/, '')
  return bare.length < 160 && deviceLines.some((pattern) => pattern.test(bare))
}
