export type Field = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other'

/** Header labels that mail programs write above a forwarded mail, in all languages met; lower case. */
const words: Readonly<Record<Field, readonly string[]>> = {
  from: ['from', 'von', 'de', 'da', 'van', 'fra', 'från', 'lähettäjä', 'od', 'odesílatel', 'feladó', 'kimden', 'gönderen', 'от', 'від', 'от кого', 'de la', 'šalje', '发件人', '寄件者', '差出人', '보낸사람', '보낸 사람', 'από', 'expeditor', 'expéditeur', 'mittente', 'remitente', 'afzender', 'nadawca'],
  date: ['date', 'sent', 'datum', 'gesendet', 'gesendet am', 'envoyé', "date d'envoi", 'enviado', 'enviado el', 'fecha', 'inviato', 'data', 'verzonden', 'sendt', 'dato', 'skickat', 'lähetetty', 'päivämäärä', 'päiväys', 'odesláno', 'odoslané', 'dátum', 'küldve', 'elküldve', 'tarih', 'gönderildi', 'дата', 'отправлено', 'надіслано', 'trimis', 'dată', 'poslano', 'wysłano', '日期', '发送时间', '日時', '送信日時', '날짜', '보낸 날짜', 'ημερομηνία'],
  to: ['to', 'an', 'à', 'para', 'a', 'aan', 'til', 'till', 'vastaanottaja', 'komu', 'pro', 'címzett', 'kime', 'alıcı', 'кому', 'către', 'prima', 'za', 'do', '收件人', '宛先', '받는사람', '받는 사람', 'προς', 'destinataire', 'pour', 'empfänger', 'pre'],
  cc: ['cc', 'kopie', 'kopie (cc)', 'copie à', 'copia', 'kopi', 'kopia', 'kopio', 'másolatot kap', 'bilgi', 'копия', 'копія', 'kopija', 'do wiadomości', 'dw', 'cópia', 'con copia', 'c.c.', '抄送', '副本', '참조', 'kopi til', 'kópia', 'másolat', 'cc :'],
  subject: ['subject', 'betreff', 'objet', 'asunto', 'assunto', 'oggetto', 'onderwerp', 'emne', 'ämne', 'aihe', 'předmět', 'predmet', 'tárgy', 'konu', 'тема', 'subiect', 'temat', '主题', '主旨', '件名', '제목', 'θέμα', 'sujet'],
  other: ['reply-to', 'antwort an', 'répondre à', 'wichtigkeit', 'importance', 'priorität', 'priority', 'anlagen', 'attachments', 'pièces jointes', 'responder a', 'antwoord aan', 'svar til', 'svara till', 'odpovědět', 'bcc', 'vertraulichkeit', 'kategorien'],
}

const fieldOf = new Map<string, Field>((Object.entries(words) as [Field, readonly string[]][]).flatMap(([field, list]) => list.map((word) => [word, field] as const)))

const labelLine = /^([^:：]{1,30}?)\s{0,4}[:：](?!\/\/)\s*(.*)$/u

/** A line such as `Von: Carl <c@x.example>`, with `*Von:*`, `>` or tabs around it; null when it is none. */
export function labelled(line: string): { readonly field: Field; readonly value: string } | null {
  const clean = line.slice(0, 2_000).replace(/^[>\s\u00a0\ufeff|]+/, '').replace(/^\*+/, '')
  const match = labelLine.exec(clean)
  if (!match) return null
  const field = fieldOf.get(match[1]!.replace(/[*\s\u00a0]+$/g, '').trim().toLowerCase())
  return field ? { field, value: match[2]!.replace(/^\*+\s*/, '').trim() } : null
}
