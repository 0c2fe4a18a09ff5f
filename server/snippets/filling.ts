import type { BodyOf } from '@postakte/shared/api/route'
import type { TargetRef } from '@postakte/shared/api/shapes'
import type { snippetRoutes } from '@postakte/shared/api/snippets'
import { type Filling, fillPlaceholders } from '@postakte/shared/model/placeholders'
import { fill, texts } from '@postakte/shared/texts/texts'
import type { ApiTx } from '../http/api/call'
import { requireRecords } from '../rights/records'
import type { Me } from '../users/me'
import { todayOf } from '../users/today'
import { loadSnippet } from './snippets'

type Given = BodyOf<typeof snippetRoutes.fillSnippet>

/** The snippet with everything filled in that is known; what is not stays visible and is named. */
export async function fillSnippet(tx: ApiTx, me: Me, id: string, given: Given) {
  const snippet = await loadSnippet(tx, me, id)
  const values = await valuesOf(tx, me, given, snippet.language)
  if (given.inserted) await countUse(tx, me, id)
  const { text, unfilled } = fillPlaceholders(snippet.text, values)
  return { text, html: paragraphs(text), unfilled }
}

interface Values {
  readonly name: string | null
  readonly kind: 'person' | 'company' | null
  readonly number: string | null
  readonly company: string | null
  readonly caseNumber: string | null
  readonly caseTitle: string | null
  readonly caseTag: string | null
  readonly opportunity: string | null
  readonly today: string
}

async function valuesOf(tx: ApiTx, me: Me, given: Given, language: string): Promise<Filling> {
  const records = await requireRecords(tx, me, targetsOf(given))
  const idOf = (kind: TargetRef['kind']) => records.find(({ target }) => target.kind === kind)?.target.id ?? null
  const [row] = await tx.query<Values>(
    `select c.name, c.kind, c.number, coalesce(f.name, case when c.kind = 'company' then c.name end) as company, k.number as "caseNumber", k.title as "caseTitle", '[VG=' || k.number || '-' || k."check" || ']' as "caseTag",
       o.title as opportunity, ${todayOf('u.id')}::text as today
     from users u left join contacts c on c.id = $2::text::bigint left join contacts f on f.id = c.company_id left join cases k on k.id = $3::text::bigint left join opportunities o on o.id = $4::text::bigint where u.id = $1`,
    [me.id, idOf('contact'), idOf('case'), idOf('opportunity')],
  )
  return fillingOf(row!, me, language)
}

const targetsOf = ({ contactId, caseId, opportunityId }: Given): TargetRef[] => [
  ...(contactId === undefined ? [] : [{ kind: 'contact' as const, id: contactId }]),
  ...(caseId === undefined ? [] : [{ kind: 'case' as const, id: caseId }]),
  ...(opportunityId === undefined ? [] : [{ kind: 'opportunity' as const, id: opportunityId }]),
]

function fillingOf(row: Values, me: Me, language: string): Filling {
  return {
    'contact.salutation': salutation(row, language),
    'contact.name': row.name,
    'contact.number': row.number,
    'contact.company': row.company,
    'case.number': row.caseNumber,
    'case.title': row.caseTitle,
    'case.tag': row.caseTag,
    'opportunity.title': row.opportunity,
    'user.name': me.name,
    'user.address': me.address,
    'date.today': shownDay(row.today, language),
  }
}

/** By the full name: no record says whether somebody is Herr or Frau. In other languages than ours it stays unfilled. */
function salutation({ name, kind }: Values, language: string): string | null {
  if (name === null || (language !== 'de' && language !== 'en')) return null
  const words = texts[language].snippets
  return kind === 'company' ? words.dearAll : fill(words.dear, { name })
}

const shownDay = (day: string, language: string) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(language === 'de' ? 'de-DE' : language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })

const countUse = (tx: ApiTx, me: Me, id: string) =>
  tx.query(
    `insert into snippet_uses (user_id, snippet_id) values ($1, $2::text::bigint) on conflict (user_id, snippet_id) do update set times = snippet_uses.times + 1, used_at = now()`,
    [me.id, id],
  )

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** An empty line is a new paragraph, a line break stays one; everything else is text. */
const paragraphs = (text: string) =>
  text
    .replace(/[&<>"']/g, (sign) => signs[sign]!)
    .split(/\n{2,}/)
    .map((one) => `<p>${one.replace(/\n/g, '<br>')}</p>`)
    .join('')
