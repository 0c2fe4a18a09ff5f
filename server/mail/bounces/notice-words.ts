/** Words by which notices of failure are known; each line is one alternative, with who writes it. */
const oneOf = (lines: readonly string[], around: (words: string) => string = (words) => words) => new RegExp(around(lines.join('|')), 'iu')

/** Local parts that nobody but a mail server uses. */
export const daemonSenders = oneOf(
  [
    'mailer-?daemon',
    'mail-?daemon',
    'mailerdaemon',
    'postmaster',
    'mdaemon',
    'mmdf',
    'info-postmaster',
    'microsoftexchange[0-9a-f]{20,40}',
  ],
  (words) => `^(?:${words})(?:$|@|[+_.-])|mailer-daemon`,
)

/** Local parts of machines that write other things, too: their words must be clear. */
export const perhapsDaemons = oneOf(
  [
    'bounces?',
    'mail-?delivery',
    'delivery-?(?:status|failure|notification)',
    'mail-?admin',
    'system-?admin',
    'sysadmin',
    'root',
    'kddi',
    'majordomo',
    'no-?reply(?:-bounce)?',
    'autoreply-bounce',
    'symantec_antivirus[^@]{0,40}',
    'virus(?:wall|alert|-?admin)?',
    'amavisd?',
    'scanmail',
    'mimesweeper',
    'mailmarshal',
    'mail-?gateway',
  ],
  (words) => `^(?:${words})(?:$|@|[+_.-])`,
)

export const daemonNames = oneOf([
  'mail delivery (?:sub)?system',
  'mail delivery service',
  'delivery subsystem',
  'mailer[- ]?daemon',
  'mail administrator',
  'mail system administrator',
  'postmaster',
  'system administrator', // Exchange 5.5
  'systemadministrator',
  'microsoft exchange',
  'microsoft outlook', // Exchange 2013 …
  'internet mail (?:delivery|connector)',
  'mail router',
  'administrateur système',
  'mailzustellung',
])

export const failedSubjects = oneOf([
  'undeliver(?:able|ed)|undelivrable|undeliverd',
  'not (?:be )?deliver(?:able|ed)',
  'returned (?:mail|message|to sender)|mail returned|message returned|returning (?:mail|message)',
  'delivery (?:status|failure|failed|problem|report|notification|has failed|incomplete|delay|error|unsuccessful)',
  '(?:mail|message|email) (?:delivery )?(?:failure|failed|error|delayed|status)',
  'failure (?:notice|notification|delivery|to deliver)|failed mail',
  '(?:could not|couldn.t|cannot|can.t|unable to|problem) (?:be )?(?:deliver|send|sent)',
  'non[- ]?deliver|nondeliverable|ndn:|ndr:',
  'rejected (?:mail|message|posting)|(?:mail|message) rejected|blocked (?:mail|message)',
  'user unknown|unknown (?:user|recipient|address)|address (?:unknown|not found)|no such user',
  'quota exceed|mailbox (?:is )?full|over quota',
  'warning: (?:could not send|message|e-?mail)|delayed (?:mail|message)|message delayed',
  'postmaster notify|mail system error|bounce(?:d)? (?:mail|message|notification)|bounce\\b',
  'virus (?:found|alert|detected)|message status - ',
  'nicht zustell|unzustellbar|zustellung fehlgeschlagen|nicht zugestellt|zustellbenachrichtigung|zustellfehler|konnte nicht (?:gesendet|zugestellt)|fehler bei der zustellung|verzögerte zustellung|rückläufer|nachricht nicht übermittelt',
  'non remis|échec (?:de (?:la )?)?(?:remise|livraison|distribution)|non distribuable|message non délivré|avis de non[- ]remise|retour à l.expéditeur',
  'no (?:se )?(?:pudo|ha podido|entregado) ?(?:ser )?(?:entrega|enviar)?|no entregado|error de entrega|mensaje devuelto|correo devuelto|fallo (?:en|de) (?:la )?entrega',
  'mancat[oa] (?:recapito|consegna)|non recapitabile|impossibile (?:recapitare|consegnare)|messaggio non consegnato|errore di consegna',
  'não (?:foi )?(?:entregue|pôde)|falha (?:na|de) entrega|mensagem não entregue|devolvid[oa] ao remetente',
  'onbestelbaar|niet bezorgd|niet afgeleverd|bezorging mislukt|kon niet worden (?:bezorgd|afgeleverd)',
  'nie (?:można|udało się) dostarczyć|niedostarczon|nie dostarczono|zwrot (?:wiadomości|do nadawcy)|niepowodzenie dostarczenia',
  'kunne ikke leveres|ikke leveret|kunde inte levereras|ej levererad|kan inte levereras|oleverbart|toimittaminen epäonnistui|perille toimittamaton',
  'nedoručiteln|nedoručen|nelze doručit|kézbesíthetetlen|kézbesítési|nelivrat|teslim edilemedi|isporuka nije uspjela',
  'не (?:может быть )?доставлен|недоставлен|ошибка доставки|не вдалося доставити|недоставлене',
  '配信(?:できません|不能|エラー|失敗)|不達|エラーメール|送信できません|送信エラー|メール配信|未达|退信|无法投递|無法傳遞|投递失败|退回|반송|전달 실패',
])

/** Sentences of the explanation that speak of a mail that did not arrive. */
export const failedWords = oneOf([
  'this is the qmail-send program',
  'this message was created automatically by (?:the )?mail',
  'delivery to the following (?:recipient|address)',
  'the following (?:address|recipient|mail|message)[^.\\n]{0,30} (?:had|failed|rejected|could not|was not|have? failed)',
  '(?:could not|cannot|can.t|couldn.t|did not|has not been|was not|wasn.t|not able to|unable to|failed to) (?:be )?(?:delivered|deliver|reach|sent|send|transferred)',
  'undeliver(?:able|ed)',
  '(?:permanent|fatal|transient) (?:non-)?(?:fatal )?errors?',
  'transcript of (?:the )?session',
  'user unknown|unknown user|no such (?:user|recipient|mailbox|account)|unknown (?:recipient|address|local.?part)|user (?:is )?(?:not|un)(?:known| listed| found)|not (?:listed|our user|a known user)',
  '(?:mailbox|mail box|recipient|account)(?:\\S{0,40}) (?:is )?(?:full|unavailable|disabled|not found|unknown|rejected|inactive)|over quota|quota exceeded|exceeded (?:storage|quota|mailbox)',
  'host (?:unknown|not found)|unknown host|domain (?:does not exist|not found)|name server|unrout(?:e)?able',
  'relay(?:ing)? denied|unable to relay|access denied|message (?:was )?(?:rejected|refused|blocked)|rejected (?:by|due|because)',
  '(?:^|[^\\d.])[45]\\d\\d[ -][45]\\.\\d{1,3}\\.\\d{1,3}|\\(#[45]\\.\\d{1,3}\\.\\d{1,3}\\)|(?:said|reason|response|error|server|<<<)[^\\n]{0,30}\\b[45]\\d\\d\\b',
  'invalid (?:final delivery userid|recipient|address|mailbox)|is not a valid|not a valid (?:mailbox|recipient|address|user)',
  'konnte nicht (?:zugestellt|übermittelt|gesendet)|nicht zustellbar|nicht zugestellt',
  'n.a pas pu être (?:remis|délivré|distribué|envoyé)|non remis',
  'no se (?:pudo|ha podido) entregar|non è stato possibile (?:recapitare|consegnare)|não pôde ser entregue|kon niet worden (?:bezorgd|afgeleverd)|nie (?:może|mogła|można) (?:zostać |być )?dostarczon',
  'не может быть доставлено|не удалось доставить|не було доставлено',
  '送信できませんでした|配信できません|お届けできません|見つかりません|不達|无法(?:投递|送达)|退回|전달되지 못했습니다',
])

/** Openings that nobody but a mail server writes. */
export const certainWords = oneOf([
  '^\\s*hi\\. this is the qmail-send program',
  '^\\s*hi! this is the mailer-daemon',
  '^\\s*this is the (?:postfix|mail delivery|mail|dragonfly mail) (?:program|system|agent)[^\\n]{0,40} at ',
  '^\\s*this message was created automatically by mail delivery software',
  '^\\s*each of the following recipients was rejected by a remote mail server',
])

/** Where a daemon sends a mail back, these weak words are enough. */
export const mayBeFailed = oneOf(['\\b[45]\\d\\d\\b', 'fail', 'error', 'reject', 'unknown', 'エラー', 'fehler', 'not '])
