import { unmarked } from './labels'

/**
 * `forward` says that the mail below was forwarded, `original` that an older mail stands below (Outlook and web mailers
 * write it above replies, too), `rule` is a mere line of Outlook.
 */
export type SeparatorKind = 'forward' | 'original' | 'rule'

export interface Separator {
  readonly kind: SeparatorKind
  readonly client: string
  /** What stands behind it on the same line (Yahoo glues the whole header block there). */
  readonly rest: string
}

/** Words between dashes: client → words by language, lower case (cs da de en es fi fr hr hu it ja ko nl no pl pt ro ru sk sv tr uk zh …). */
const dashed: Readonly<Record<string, string>> = {
  gmail:
    'forwarded message|weitergeleitete nachricht|mensaje reenviado|message transféré|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht',
  thunderbird:
    'forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|přeposlaná zpráva|videresendt meddelelse|videresendt melding|vidarebefordrat meddelande|doorgestuurd bericht|välitetty viesti|välitetty viesti / fwd.msg|továbbított üzenet|treść przekazanej wiadomości|wiadomość przekazana|mensagem reencaminhada|mensagem encaminhada|mesaj redirecționat|mesaj înaintat|перенаправленное сообщение|пересылаемое сообщение|переслане повідомлення|preposlaná správa|preposlaná správa --- forwarded message|proslijeđena poruka|posredovano sporočilo|прослеђена порука|препратено съобщение|iletilen ileti|προωθημένο μήνυμα|edastatud kiri|persiųstas laiškas|pārsūtītā ziņa|転送メッセージ|転送されたメッセージ|轉寄訊息|转发的消息|전달된 메시지|הודעה שהועברה|رسالة معاد توجيهها|áframsendur póstur',
  yahoo:
    'forwarded message|weitergeleitete nachricht|message transmis|mensaje reenviado|messaggio inoltrato|přeposlaná zpráva|videresendt meddelelse|videresendt melding|vidarebefordrat meddelande|doorgestuurd bericht|edelleenlähetetty viesti|továbbított üzenet|przekazana wiadomość|mensagem reencaminhada|mensagem encaminhada|mesaj redirecționat|пересылаемое сообщение|preposlaná správa|iletilmiş mesaj|перенаправлене повідомлення|転送メッセージ',
  hubspot:
    'wiadomość przesłana dalej|メッセージを転送|edelleenlähetetty viesti|message transféré|doorgestuurd bericht|vidarebefordrat meddelande|mensagem encaminhada|mensaje reenviado|messaggio inoltrato',
  mailru: 'пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|конец пересылаемого сообщения',
  gmx: 'weitergeleitete e-mail|weitergeleitete mail|weitergeleitete nachricht|forwarded mail|forwarded email',
  notes: 'weitergeleitet von|forwarded by|transféré par|inoltrato da|reenviado por|doorgestuurd door',
}

/** `-----Original Message-----` and its kin: replies carry it, too. */
const originals =
  "original message|original|původní e-mail|original-nachricht|originalnachricht|ursprüngliche nachricht|ursprüngliche mail|ursprüngliche e-mail|original appointment|ursprünglicher termin|originalmail|message original|message d'origine|message d’origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|oorspronkelijke bericht|origineel bericht|original besked|oprindelig meddelelse|oprindelig besked|opprinnelig melding|originalmeddelande|ursprungligt meddelande|alkuperäinen viesti|eredeti üzenet|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|pôvodná správa|izvorna poruka|izvirno sporočilo|mesaj original|mesajul original|özgün ileti|orijinal mesaj|исходное сообщение|оригинальное сообщение|початкове повідомлення|оригінальне повідомлення|оригинално съобщение|αρχικό μήνυμα|元のメッセージ|original message|原始邮件|原始郵件|원본 메시지|reply message|message précédent|הודעה מקורית|رسالة أصلية"

/** Lines of words that end in a colon: Apple Mail (cs … uk), iOS, MailMate. */
const colons =
  'begin forwarded message|forwarded message|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|début du message réexpédié|début du message transféré|inicio del mensaje reenviado|inizio messaggio inoltrato|inizio del messaggio inoltrato|begin doorgestuurd bericht|start på videresendt besked|start på videresendt meddelelse|videresendt melding|start på videresendt melding|vidarebefordrat mejl|vidarebefordrat brev|välitetty viesti alkaa|začátek přeposílané zprávy|začiatok preposlanej správy|započni proslijeđenu poruku|početak proslijeđene poruke|továbbított levél kezdete|początek przekazywanej wiadomości|początek wiadomości przekazanej dalej|início da mensagem reencaminhada|início da mensagem encaminhada|începe mesajul redirecționat|начало переадресованного сообщения|начало пересылаемого сообщения|початок листа, що пересилається|ileti başlangıcı|iletilen ileti|αρχή προωθημένου μηνύματος|начало на препратеното съобщение|転送されたメッセージ|以下は転送されたメッセージです|下面是被转发的邮件|以下是轉寄的郵件|다음은 전달된 메시지입니다|תחילת ההודעה שהועברה|بداية الرسالة المعاد توجيهها|bắt đầu thư được chuyển tiếp|weitergeleitete nachricht|message transféré'

const byWords = new Map<string, { kind: SeparatorKind; client: string }>()
for (const words of originals.split('|')) byWords.set(words, { kind: 'original', client: 'original-message' })
for (const [client, list] of Object.entries(dashed))
  for (const words of list.split('|')) if (!byWords.has(words)) byWords.set(words, { kind: 'forward', client })
const appleWords = new Set(colons.split('|'))

/** What kind of separator a line is, or null. One look at the line, no search in it. */
export function separatorIn(line: string): Separator | null {
  const bare = (line.length > 1_000 ? unmarked(line.slice(0, 1_000)) : unmarked(line).trimEnd()).replaceAll('‐', '-')
  if (bare.startsWith('--')) return dashedSeparator(bare)
  if (/[:：]$/.test(bare) && bare.length < 80) return colonSeparator(bare)
  return line.trim().length >= 20 && /^[\s>]*_{20,80}\s*$/.test(line) ? { kind: 'rule', client: 'outlook', rest: '' } : null
}

function dashedSeparator(bare: string): Separator | null {
  const match = /^-{2,40}\s{0,4}([^-\s](?:[^-]|-(?!-)){0,70}?(?: --- forwarded message)?)\s{0,4}(?:-{2,40}|$)[:：]?/iu.exec(bare)
  if (!match) return null
  const words = lowered(match[1]!)
  const known =
    byWords.get(words) ?? byWords.get(words.replace(/\s(?:von|by|par|da|por|door)\s.*$/, (tail) => tail.slice(0, tail.indexOf(' ', 1))))
  return known ? { ...known, client: clientOf(known.client, words, bare), rest: bare.slice(match[0].length).trim() } : null
}

/** Gmail writes ten dashes, Thunderbird eight, Yahoo five; the words alone do not tell. */
function clientOf(client: string, words: string, bare: string): string {
  const dashes = /^-*/.exec(bare)![0].length
  if (client === 'original-message' || client === 'notes' || client === 'mailru') return client
  if (words === 'forwarded message' && dashes >= 9) return 'gmail'
  return dashes === 8 ? 'thunderbird' : dashes <= 6 ? 'yahoo' : client === 'gmail' ? 'hubspot' : client
}

function colonSeparator(bare: string): Separator | null {
  const words = lowered(bare.replace(/\s{0,3}[:：]$/, '').replace(/[*_]{1,2}$/, ''))
  return appleWords.has(words) ? { kind: 'forward', client: 'apple', rest: '' } : null
}

const lowered = (words: string) =>
  words
    .replace(/[*_]/g, '')
    .replace(/\s{1,10}/g, ' ')
    .trim()
    .toLowerCase()
    .replaceAll('\u0307', '')
    .normalize('NFC')
