import type { InlineForward } from '../understanding'
import { forwardDate } from './forward-date'
import { personIn } from './people'

const addressInBrackets = /[<[(]{1,2}\s?[^\s<>[\]()]{1,100}@[^\s<>[\]()]{1,250}\s?[>\])]{1,2}/

/**
 * Sender and date out of one sentence (Outlook 2019 for Mac): `Am D schrieb "N" <a>:`, `On D, "N" <a> wrote:`,
 * `Le D, « N » <a> a écrit :`, `N <a> kirjoitti D:`.
 */
export function introducedMail(sentence: string): Omit<InlineForward, 'body' | 'comment' | 'client'> {
  const match = addressInBrackets.exec(sentence)
  const before = match ? sentence.slice(0, match.index).trimEnd() : ''
  const named = nameAtEnd(before)
  const { date, precision } = forwardDate(sentence.replace(match?.[0] ?? '', ' ').replace(named, ' '))
  return {
    from: personIn(`${named} ${match?.[0] ?? sentence}`),
    to: [],
    cc: [],
    subject: '',
    date,
    datePrecision: precision,
  }
}

/** The name before the address: in quotes, or the words after the last digit, comma or verb. */
function nameAtEnd(text: string): string {
  const quoted = /["“„«]\s?[^"“”„«»]{1,120}\s?["”“»]$/.exec(text)
  if (quoted) return quoted[0]
  const words = text.split(/\s+/)
  const from = words.findLastIndex((word) => /\d|[,:]$/.test(word) || beforeName.has(word.toLowerCase())) + 1
  return words.slice(from).join(' ')
}

const beforeName = new Set(
  'schrieb skrev schreef heeft używatkownik użytkownik időpontban používateľ пользователь користувач napisao uhr kl. dem von at um à'.split(
    ' ',
  ),
)
