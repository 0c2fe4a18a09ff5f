import { button, by, make, row } from '../../pages/elements'
import { askJson } from './ask'
import { guarded } from './guarded'
import { heading, type Mail, sections } from './mail-sections'
import { originalButtons } from './original'
import { view } from './view'
import { words } from './words'

/** Narrower than this, the mail stands above the list: css has the same number. */
const narrow = 760

export function showDetail(...children: readonly HTMLElement[]): void {
  by('detail').replaceChildren(...children)
}

/** Brings what was just shown before the eye and under the keyboard. */
export function goToDetail(): void {
  if (window.innerWidth <= narrow) by('detail').scrollIntoView()
  by('detail').focus({ preventScroll: true })
}

export function showPick(): void {
  showDetail(make('p', words().pick, 'quiet hint'))
}

export async function openMail(id: string): Promise<void> {
  const mail = await askJson<Mail>(`/dev/api/mails/${id}`)
  if (view.open !== id) return
  const result = make('div')
  const again = button(words().again, () => void guarded(() => decideAgain(id, result)))
  const bar = row(again, ...originalButtons(`/dev/api/mails/${id}/original`, `mail-${id}.eml`, result))
  showDetail(...heading(mail, words().verdicts[mail.kind]), ...sections(mail), bar, result)
}

async function decideAgain(id: string, result: HTMLElement): Promise<void> {
  const { kind, ...mail } = await askJson<Mail>(`/dev/api/mails/${id}/again`, { method: 'POST' })
  const changing = { ...mail, kind, hops: [], attachments: [], sightings: [] }
  result.replaceChildren(
    make('h3', words().againResult),
    make('p', words().previewVerdicts[kind], `verdict ${kind}`),
    ...sections(changing),
  )
}
