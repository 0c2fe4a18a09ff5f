/** How bad a failure is: the RFC 3463 code as far as somebody says one, and whether the address itself is dead. */
export interface Severity {
  readonly status: string | null
  readonly hard: boolean
}

/**
 * Of the code in the report and that in the words of the other server, the one that says more: `x.0.0`, `x.1.0` and `x.5.0` say nothing,
 * and Sendmail makes "user unknown" of every refused recipient in its own report, whatever the other said.
 */
export function severityOf(reported: string | null, words: string, transcript = words): Severity {
  const status = moreTelling(reported, codeIn(words))
  return { status, hard: !afterAccepted.test(`${words}\n${transcript}`) && isDead(status, words, transcript) }
}

function moreTelling(reported: string | null, written: string | null): string | null {
  if (!reported) return written
  return written && !isVague(written) && written[0] === reported[0] ? written : reported
}

const isVague = (code: string) => /^\d\.(?:0\.\d+|[15]\.0)$/.test(code)

/** `550 5.1.1`, `(#5.1.2)`, `5.2.2`; no piece of an IP address or a version. The first that says something wins. */
function codeIn(words: string): string | null {
  const codes = [...words.slice(0, 8_000).matchAll(/(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/g)].map((match) => match[1]!)
  return codes.find((code) => !isVague(code)) ?? codes[0] ?? null
}

/**
 * Hard is only what makes the address useless: no such mailbox, no such domain, moved away, takes no mail. A full mailbox,
 * a filter, a policy, a time-out says nothing against the address (sisimai keeps the same line).
 */
function isDead(status: string | null, words: string, transcript: string): boolean {
  const text = words.slice(0, 8_000)
  if (full.test(text)) return false
  if (status !== null && deadCodes.test(status)) return !spam.test(text)
  if (status === '5.4.1') return /recipient/i.test(text)
  if (status !== null && !isVague(status) && dataRefused.test(transcript)) return false
  return !spam.test(text) && !passing.test(text) && gone.test(text)
}

/** RFC 3463 and the enhanced codes of IANA: bad mailbox, bad system, bad syntax, moved, null MX, takes no mail. */
const deadCodes = /^5\.(?:1\.(?:1|2|3|6|10)|4\.4|4\.310|3\.2)$/

/** The address was good at RCPT: what came after the text is about the text, what came before it about the sender. */
const afterAccepted = /(?:reply to|after) end of data|after mail from|smtp command\s{1,5}data/i

/** Sendmail writes so of a refused recipient, too; then the code says it. */
const dataRefused = /^\s*>>> data\b/im

const full =
  /(?:mail ?box|inbox|mail ?folder|account|user|quota|disk|storage|recipient)[^.\n]{0,40}(?:full|exceed|over ?quota|out of (?:space|storage))|over ?quota|quota (?:exceeded|violation)|insufficient (?:disk|storage|system)|[45]\.2\.[23]/i

const spam = /spam|blacklist|block ?list|spamhaus|reputation|unsolicited|junk|\bu[bc]e\b|content (?:rejected|denied)|virus|malware|phish/i

const passing = new RegExp(
  [
    'dmarc|dkim|\\bspf\\b|authenticat|reverse dns|\\bptr\\b|rdns|sender (?:was |verify|id|domain|address)|helo|\\bmail ?from\\b[^\\n]{0,40}(?:reject|denied|invalid|not)',
    'policy|access denied|relay|not (?:permitted|allowed|authori[sz]ed)|authori[sz]ation|restricted|permission|security|only accept',
    'too (?:big|large|many)|size (?:limit|exceed)|message size|rate limit|frequency|throttl',
    'time(?:d)? ?out|expired|in the queue too long|retry|try (?:again )?later|temporar|deferred|greylist|will (?:be )?(?:retr|keep trying|continue)|delayed for|you do not need to resend|has not (?:yet )?been delivered|warning message only',
    'disabled|suspended|inactive|discontinued|deactivated|locked|on hold',
    'connection (?:refused|reset|lost|timed)|network (?:error|unreachable)|service (?:un|not )available|system (?:error|resources)|configuration|loop|hop count',
    'requestedaction|resolver\\.rst|storeDrv',
  ].join('|'),
  'i',
)

const gone = new RegExp(
  [
    'user[ -]?unknown|unknown[ -]?user|unknown or illegal (?:user|alias)|user (?:is )?(?:not found|not known|unknown|invalid|does ?n.t exist|does not exist)|not (?:our|a (?:known|valid|local)) (?:user|customer|recipient|mailbox|address)|not known at this site',
    'no such (?:user|recipient|person|mailbox|account|address|email|local|domain|host)|(?:does ?n.t|does not|didn.t) (?:have|exist)|nonexist|non-existent',
    '(?:unknown|invalid|bad|illegal|incorrect) (?:local.?part|recipient|mailbox|address|account|alias|destination|rcpt|final delivery userid|host|domain)|recipient (?:name is )?not recogni[sz]ed|recipient(?: address)? (?:is )?(?:unknown|not found|invalid|does not exist)|recipnotfound|address (?:not found|unknown|invalid|does not exist)|mailbox (?:not found|unavailable|unknown|invalid|does not exist)|no mailbox (?:here|by that name)|not listed in|no valid recipients',
    'host (?:unknown|not found)|unknown host|domain (?:not found|does ?n.t|does not exist|is not reachable|unknown|name not found)|no such domain|any host named|illegal host|unrout(?:e)?able|name or service not known|no (?:mx|mail exchanger?) |find a mail exchanger|no mx record|null ?mx|nxdomain|dns lookup failure|no data known|not accepting network messages|does not accept (?:any )?mail|no mail server',
    'has moved|moved to|no longer (?:on|at|here|with|valid|works|in use|available|exists|employed|accepts?|being used|monitored)|account (?:has been )?(?:closed|deleted|terminated|expired|removed)',
    'unbekannt(?:er)? (?:empfänger|benutzer|adresse)|(?:empfänger|benutzer|adresse|postfach)[^.\\n]{0,30} (?:unbekannt|nicht gefunden|existiert nicht)|existiert nicht',
    'destinataire (?:inconnu|inexistant)|adresse[^.\\n]{0,30}(?:inconnue|inexistante|n.existe pas)|utilisateur inconnu|boîte inexistante',
    'usuario (?:desconocido|no encontrado)|no existe|destinatario (?:desconocido|sconosciuto)|utente sconosciuto|non esiste|nieznany (?:odbiorca|użytkownik)|nie istnieje|onbekende (?:gebruiker|ontvanger)|bestaat niet',
    'пользователь не найден|не существует|нет такого|あて先不明|宛先不明|存在しません|見つからない|见不到|不存在',
  ].join('|'),
  'i',
)
