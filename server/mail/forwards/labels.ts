/** Which header a label stands for; `other` are lines that belong to the block and say nothing to us. */
export type Field = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other'

type Labels = Readonly<Record<'from' | 'date' | 'to' | 'cc' | 'subject', string>> & {
  readonly other?: string
}

/**
 * Labels that mail programs of one language write above a forwarded or quoted mail, lower case, `|` between them. Met in
 * Outlook (Windows, Mac, web), Thunderbird, Apple Mail, Gmail, Yahoo, GMX, HubSpot, Orange, Missive, MailMate, IONOS.
 */
const labelsByLanguage: Readonly<Record<string, Labels>> = {
  en: {
    from: 'from|sender',
    date: 'date|sent|sent on|date sent',
    to: 'to|recipient|recipients',
    cc: 'cc|carbon copy',
    subject: 'subject',
    other: 'reply-to|reply to|importance|priority|attachments|bcc|sensitivity|categories|organization|message-id|resent-from',
  },
  de: {
    from: 'von|absender',
    date: 'gesendet|gesendet am|datum|gesendet um|datum/zeit',
    to: 'an|empfänger',
    cc: 'cc|kopie|kopie (cc)|kopie an|kopien an|cc an',
    subject: 'betreff|betrifft|thema',
    other:
      'antwort an|antworten an|wichtigkeit|priorität|anlagen|anhänge|anlage|blindkopie|blindkopie (bcc)|bcc|vertraulichkeit|kategorien|organisation|dateianlagen',
  },
  fr: {
    from: 'de|expéditeur|de la part de',
    date: "date|envoyé|envoyé le|date d'envoi|date d’envoi|message du",
    to: 'à|a|pour|destinataire|destinataires',
    cc: 'cc|copie à|copie|copies à',
    subject: 'objet|sujet',
    other:
      'répondre à|réponse à|importance|priorité|pièces jointes|pièce jointe|copie cachée à|cci|confidentialité|catégories|organisation',
  },
  es: {
    from: 'de|remitente',
    date: 'fecha|enviado|enviado el|enviado a las|enviada el',
    to: 'para|a|destinatario|destinatarios',
    cc: 'cc|con copia|copia|c.c.',
    subject: 'asunto',
    other: 'responder a|importancia|prioridad|datos adjuntos|adjuntos|cco|confidencialidad',
  },
  it: {
    from: 'da|mittente',
    date: 'data|inviato|inviata|inviato il|data invio',
    to: 'a|per|destinatario|destinatari',
    cc: 'cc|copia|per conoscenza|p.c.',
    subject: 'oggetto',
    other: 'rispondi a|risposta|priorità|importanza|allegati|ccn|riservatezza',
  },
  pt: {
    from: 'de|remetente',
    date: 'data|enviado|enviada|enviado em|enviada em|data de envio',
    to: 'para|a|destinatário|destinatários',
    cc: 'cc|cópia|com cópia|c/c',
    subject: 'assunto',
    other: 'responder a|responder para|importância|prioridade|anexos|cco|bcc',
  },
  nl: {
    from: 'van|afzender',
    date: 'verzonden|datum|verzonden op|verstuurd',
    to: 'aan|naar|geadresseerde',
    cc: 'cc|kopie|cc aan',
    subject: 'onderwerp|betreft',
    other: 'antwoord aan|beantwoorden|belang|prioriteit|urgentie|bijlagen|gevoeligheid',
  },
  da: {
    from: 'fra|afsender',
    date: 'sendt|dato|sendt den',
    to: 'til|modtager',
    cc: 'cc|kopi|kopi til',
    subject: 'emne',
    other: 'svar til|vigtighed|prioritet|vedhæftede filer|vedhæftninger',
  },
  no: {
    from: 'fra|avsender',
    date: 'sendt|dato|sendt den',
    to: 'til|mottaker',
    cc: 'kopi|cc|kopi til',
    subject: 'emne',
    other: 'svar til|viktighet|prioritet|vedlegg',
  },
  sv: {
    from: 'från|avsändare',
    date: 'skickat|datum|skickat den|skickad',
    to: 'till|mottagare',
    cc: 'kopia|cc|kopia till',
    subject: 'ämne',
    other: 'svara till|svar till|prioritet|angelägenhetsgrad|bifogade filer|bilagor',
  },
  fi: {
    from: 'lähettäjä|keneltä',
    date: 'lähetetty|päivämäärä|päiväys|pvm',
    to: 'vastaanottaja|vastaanottajat|kenelle|saaja',
    cc: 'kopio|cc',
    subject: 'aihe',
    other: 'vastaus|vastausosoite|vastaa|tärkeys|liitteet',
  },
  is: { from: 'frá|sendandi', date: 'sent|dagsetning', to: 'til|viðtakandi', cc: 'afrit', subject: 'efni' },
  et: {
    from: 'saatja|kellelt',
    date: 'saadetud|kuupäev',
    to: 'kellele|saaja|adressaat',
    cc: 'koopia',
    subject: 'teema',
  },
  lv: { from: 'no|sūtītājs', date: 'nosūtīts|datums', to: 'kam|adresāts', cc: 'kopija', subject: 'tēma' },
  lt: { from: 'nuo|siuntėjas', date: 'išsiųsta|data', to: 'kam|iki|gavėjas', cc: 'kopija', subject: 'tema' },
  pl: {
    from: 'od|nadawca',
    date: 'wysłano|data|data wysłania|wysłane|dnia',
    to: 'do|adresat|odbiorca',
    cc: 'dw|do wiadomości|kopia|cc',
    subject: 'temat',
    other: 'odpowiedz do|odpowiedź-do|odpowiedź do|ważność|priorytet|załączniki|udw',
  },
  cs: {
    from: 'od|odesílatel',
    date: 'odesláno|datum|posláno|odesláno dne',
    to: 'komu|pro|příjemce',
    cc: 'kopie|cc',
    subject: 'předmět|věc',
    other: 'odpověď na|odpověď komu|důležitost|priorita|přílohy|skrytá kopie',
  },
  sk: {
    from: 'od|odosielateľ',
    date: 'odoslané|dátum|poslané',
    to: 'komu|pre|príjemca',
    cc: 'kópia|cc',
    subject: 'predmet|vec',
    other: 'odpovedať-pre|odpovedať|odpoveď na|dôležitosť|priorita|prílohy',
  },
  hu: {
    from: 'feladó|küldő',
    date: 'elküldve|dátum|küldve|küldés dátuma|küldési idő',
    to: 'címzett|címzettek',
    cc: 'másolatot kap|másolat|cc',
    subject: 'tárgy',
    other: 'válaszcím|fontosság|prioritás|mellékletek|titkos másolat',
  },
  ro: {
    from: 'de la|expeditor|expeditorul|de',
    date: 'trimis|dată|data|trimis la',
    to: 'către|destinatar|destinatarul|la|pentru',
    cc: 'cc|copie',
    subject: 'subiect|subiectul|subject',
    other: 'răspuns către|importanță|prioritate|atașări',
  },
  hr: {
    from: 'šalje|od|pošiljatelj|salje',
    date: 'datum|poslano|poslana',
    to: 'prima|za|primatelj',
    cc: 'kopija|kopija (cc)|cc',
    subject: 'predmet|naslov',
    other: 'odgovori na|odgovor na|važnost|prioritet|privici',
  },
  sl: {
    from: 'od|pošiljatelj',
    date: 'poslano|datum',
    to: 'za|prejemnik',
    cc: 'kp|kopija',
    subject: 'zadeva|predmet',
  },
  sr: {
    from: 'od|од|шаље',
    date: 'poslato|datum|послато|датум',
    to: 'za|za:|за|прима',
    cc: 'kopija|копија',
    subject: 'naslov|tema|наслов|тема',
  },
  tr: {
    from: 'kimden|gönderen',
    date: 'gönderildi|tarih|gönderilen|gönderme tarihi|gönderim tarihi',
    to: 'kime|alıcı|alıcılar',
    cc: 'bilgi|cc',
    subject: 'konu',
    other: 'yanıt adresi|yanıtla|önem|öncelik|ekler|gizli',
  },
  el: {
    from: 'από|αποστολέας',
    date: 'ημερομηνία|στάλθηκε|εστάλη',
    to: 'προς|παραλήπτης',
    cc: 'κοιν.|κοιν|κοινοποίηση',
    subject: 'θέμα',
  },
  ru: {
    from: 'от|от кого|отправитель',
    date: 'дата|отправлено|дата отправки|послано|отправлен',
    to: 'кому|получатель|для',
    cc: 'копия|cc|копии',
    subject: 'тема',
    other: 'ответ-кому|обратный адрес|ответить|важность|приоритет|вложения|скрытая копия',
  },
  uk: {
    from: 'від|від кого|відправник',
    date: 'дата|надіслано|відправлено|дата відправлення',
    to: 'кому|одержувач|до',
    cc: 'копія|cc|копії',
    subject: 'тема',
    other: 'кому відповісти|зворотна адреса|важливість|пріоритет|вкладення',
  },
  bg: {
    from: 'от|от кого',
    date: 'изпратено|дата',
    to: 'до|за|кому',
    cc: 'копие|як|cc',
    subject: 'относно|тема',
  },
  he: { from: 'מאת', date: 'נשלח|תאריך', to: 'אל', cc: 'עותק', subject: 'נושא' },
  ar: { from: 'من', date: 'تاريخ الإرسال|التاريخ|أرسلت', to: 'إلى', cc: 'نسخة|نسخة إلى', subject: 'الموضوع' },
  zh: {
    from: '发件人|寄件者|寄件人|發件人|自',
    date: '发送时间|日期|寄件日期|傳送時間|發送時間|时间|已发送|寄件時間',
    to: '收件人|收件者|至',
    cc: '抄送|副本|抄送人',
    subject: '主题|主旨|主題|标题',
    other: '回复|回覆|重要性|附件|密送|答复',
  },
  ja: {
    from: '差出人|送信元|送信者|from',
    date: '日時|送信日時|日付|送信日|送信済み',
    to: '宛先|送信先|受信者',
    cc: 'cc|ｃｃ',
    subject: '件名',
    other: '返信先|重要度|添付ファイル|返信',
  },
  ko: {
    from: '보낸사람|보낸 사람|발신|발신자',
    date: '보낸 날짜|날짜|보낸날짜|보낸 시간|일시',
    to: '받는사람|받는 사람|수신|수신자',
    cc: '참조|cc',
    subject: '제목',
    other: '중요도|첨부|첨부 파일|숨은 참조',
  },
}

/** Subject and date words win over a `to` that is a mere letter in another language. */
const fields: readonly Field[] = ['other', 'cc', 'to', 'date', 'subject', 'from']
const fieldOf = new Map<string, Field>(
  fields.flatMap((field) =>
    Object.values(labelsByLanguage).flatMap((labels) => (labels[field] ?? '').split('|').map((word) => [word, field] as const)),
  ),
)
fieldOf.delete('')

/** All labels of one field, longest first. */
export const labelsOf = (field: Field): readonly string[] =>
  [...fieldOf]
    .filter(([, of]) => of === field)
    .map(([word]) => word)
    .sort((one, other) => other.length - one.length)

export interface LabelledLine {
  readonly field: Field
  readonly value: string
}

const labelLine = /^([^:：]{1,24}?)\s{0,10}[:：](?!\/\/)(.*)$/u

/** A line such as `Von: Carl <c@x.example>`, with `*Von:*`, `>` or blanks around it; null when it is none. */
export function labelled(line: string): LabelledLine | null {
  const colon = line.search(/[:：]/)
  if (colon === -1 || colon > 60) return null
  const match = labelLine.exec(unmarked(line.slice(0, 2_000)))
  if (!match) return null
  const field = fieldOf.get(
    match[1]!
      .replace(/[*_\s]{1,10}$/, '')
      .replace(/\s{1,10}/g, ' ')
      .toLowerCase(),
  )
  return field ? { field, value: match[2]!.replace(/^[*_]{1,2}/, '').trim() } : null
}

/** Without quote marks, bullets, bold stars, blanks and byte order marks in front. */
export function unmarked(line: string): string {
  let at = 0
  while (at < line.length && inFront.has(line[at]!)) at++
  return line.slice(at)
}
const inFront = new Set([...'>|*_ \t\u00a0\u202f\ufeff\u200b\u200e\u200f'])
