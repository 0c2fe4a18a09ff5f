/** What mail programs of one language put before the subject of a reply or a forward, lower case, without the colon. */
export interface SubjectPrefixes {
  readonly language: string
  readonly reply: readonly string[]
  readonly forward: readonly string[]
  /** Where the words are met. */
  readonly source: string
}

/**
 * RFC 5322 §3.6.5 knows "Re: " alone; everything else is habit. Note `vs`: a reply in Finnish, a forward in Danish and
 * Norwegian; `rv`, `i`, `r` and `tr` are words of one language that mean nothing in the others.
 */
export const subjectPrefixes: readonly SubjectPrefixes[] = [
  {
    language: 'en',
    reply: ['re', 'reply'],
    forward: ['fw', 'fwd', 'forward', 'forwarded'],
    source: 'RFC 5322 §3.6.5; Outlook, Gmail, Thunderbird, Apple Mail',
  },
  {
    language: 'de',
    reply: ['aw', 'antw', 'antwort', 're aw'],
    forward: ['wg', 'wtr', 'wtrlt', 'weitergel', 'weitergeleitet', 'weiterleitung'],
    source: 'Outlook, Notes, Lotus, GroupWise, GMX',
  },
  {
    language: 'nl',
    reply: ['antw', 'antwoord', 'beantw'],
    forward: ['doorst', 'doorgestuurd', 'fw'],
    source: 'Outlook, GroupWise',
  },
  {
    language: 'fr',
    reply: ['re', 'ref', 'rép', 'rep', 'réf'],
    forward: ['tr', 'trans', 'transf', 'tr-fwd'],
    source: 'Outlook, Notes',
  },
  {
    language: 'es',
    reply: ['re', 'resp', 'rsp'],
    forward: ['rv', 'rm', 'reenv', 'reenvío'],
    source: 'Outlook',
  },
  { language: 'it', reply: ['r', 'rif', 'ris'], forward: ['i', 'inoltra', 'inoltro'], source: 'Outlook' },
  { language: 'pt', reply: ['res', 'resp'], forward: ['enc', 'encam', 'encaminhado'], source: 'Outlook' },
  {
    language: 'pl',
    reply: ['odp'],
    forward: ['pd', 'przek', 'przekaz'],
    source: 'Outlook, o2, WP',
  },
  {
    language: 'cs',
    reply: ['odp', 're'],
    forward: ['předáno', 'přep', 'přeposláno'],
    source: 'Outlook, Seznam',
  },
  { language: 'sk', reply: ['odp'], forward: ['preposlané', 'prep', 'posl'], source: 'Outlook' },
  { language: 'sv', reply: ['sv', 'svar'], forward: ['vb', 'vidarebefordrat'], source: 'Outlook' },
  { language: 'da', reply: ['sv', 'svar'], forward: ['vs', 'videresendt', 'videres'], source: 'Outlook' },
  {
    language: 'no',
    reply: ['sv', 'svar'],
    forward: ['vs', 'videresend', 'videresendt'],
    source: 'Outlook',
  },
  { language: 'fi', reply: ['vs', 'vast'], forward: ['vl', 'välitetty'], source: 'Outlook' },
  { language: 'is', reply: ['sv'], forward: ['fs'], source: 'Outlook' },
  { language: 'et', reply: ['vs'], forward: ['ed', 'edastus'], source: 'Outlook' },
  {
    language: 'hu',
    reply: ['vá', 'válasz'],
    forward: ['továbbítás', 'tov', 'továbbítva'],
    source: 'Outlook',
  },
  { language: 'ro', reply: ['răsp', 'răspuns'], forward: ['redir', 'redirecționat'], source: 'Outlook' },
  { language: 'hr', reply: ['odg'], forward: ['prosl', 'proslijeđeno'], source: 'Outlook' },
  { language: 'sl', reply: ['odg'], forward: ['posr', 'posredovano'], source: 'Outlook' },
  {
    language: 'tr',
    reply: ['ynt', 'yan', 'cvp', 'ilgi'],
    forward: ['ilt', 'İlt', 'iletildi'],
    source: 'Outlook',
  },
  { language: 'el', reply: ['απ', 'σχετ'], forward: ['πρθ', 'προώθ'], source: 'Outlook' },
  { language: 'ru', reply: ['отв', 'ответ', 'ha'], forward: ['пересл', 'пер'], source: 'Outlook, The Bat!' },
  { language: 'uk', reply: ['відп', 'відповідь'], forward: ['пересл', 'перенапр'], source: 'Outlook' },
  { language: 'bg', reply: ['отг'], forward: ['препр'], source: 'Outlook' },
  { language: 'he', reply: ['תגובה', 'השב'], forward: ['הועבר'], source: 'Outlook' },
  { language: 'ar', reply: ['رد'], forward: ['إعادة توجيه'], source: 'Outlook' },
  {
    language: 'zh',
    reply: ['回复', '回覆', '答复', '答覆'],
    forward: ['转发', '轉寄', '轉發'],
    source: 'QQ, 163, Outlook',
  },
  { language: 'ja', reply: ['返信'], forward: ['転送'], source: 'Outlook' },
  { language: 'ko', reply: ['회신', '답장', 're'], forward: ['전달'], source: 'Naver, Outlook' },
  { language: 'vi', reply: ['trả lời', 'tl'], forward: ['chuyển tiếp', 'ct'], source: 'Outlook' },
  { language: 'id', reply: ['bls'], forward: ['trs'], source: 'Outlook' },
]
