// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it } from 'vitest'
import { away, panelTest, refusal } from '../testing/panel-test'
import { answer } from '../testing/records'
import { toAbo, toStranger } from '../testing/sending'

describe('before a mail is sent', () => {
  const panel = panelTest()
  // The screen comes with its own chunk.
  beforeAll(() => import('./draft-screen'))
  const check = 'POST /api/sending/check'
  const choice = () => screen.findByRole('combobox', { name: 'Gehört zum Vorgang' })

  it('it says where the mail will lie, and why it thinks so', async () => {
    panel.answers[check] = { ...toAbo, tagForSubject: '[VG=4711-x7k]' }
    panel.open(answer)
    expect(
      await screen.findByText('Nach dem Senden liegt die Mail beim Vorgang 4711 „Abo-Umstellung“, wie die Mail, auf die Sie antworten.'),
    ).toBeTruthy()
    expect(screen.getByText('In den Betreff kommt [VG=4711-x7k].')).toBeTruthy()
    expect(screen.getByText('Nichts aufgefallen.')).toBeTruthy()
    expect(within(await choice()).getAllByRole('option')[0]!.textContent).toBe('4711 Abo-Umstellung')
    expect(panel.bodiesOf(check).at(-1)).toMatchObject({ thread: [answer.answers], chosen: null, runs: [] })
  })
  it('the user chooses another case, or none, and that is kept with the draft', async () => {
    panel.answers[check] = ({ body: { chosen } }: { body: { chosen: string | null } }) => {
      if (chosen === null) return toAbo
      return { ...toAbo, case: chosen === 'none' ? null : { ...toAbo.case, id: chosen, by: 'chosen' } }
    }
    panel.open(answer)
    const user = userEvent.setup()
    await user.selectOptions(await choice(), 'Zu keinem Vorgang')
    await waitFor(() => expect(panel.bodiesOf(check).at(-1)).toMatchObject({ chosen: 'none' }))
    expect(panel.host.notes.get(answer.key)).toEqual({ chosen: 'none', passed: [], token: null })
    const announced: string[] = []
    await screen.findByRole('option', { name: '4711 Abo-Umstellung' })
    for (const number of [0, 1]) {
      await user.selectOptions(await choice(), String(number + 1))
      await waitFor(() => expect(panel.host.notes.get(answer.key)?.chosen).toBe(String(number + 1)))
      announced.push(panel.host.notes.get(answer.key)!.token!)
    }
    const asked = panel.asked.filter(({ what }) => what.startsWith('PUT /api/sending/'))
    expect(asked).toMatchObject(
      announced.map((token, at) => ({ what: `PUT /api/sending/${token}`, body: { chosen: String(at + 1), sent: true } })),
    )
  })
  it('it lends its access to what runs on sending', async () => {
    panel.open(answer)
    await waitFor(() => expect(panel.host.lent).toEqual({ base: panel.parts.session.base, token: 'a' }))
  })
  it('where the answered mail lies at several it asks', async () => {
    panel.answers[check] = { ...toAbo, case: null, candidates: [toAbo.case, { ...toAbo.case, id: '3', number: '4713', title: 'Filiale' }] }
    panel.open(answer)
    expect(await screen.findByText(/liegt bei mehreren Vorgängen/)).toBeTruthy()
    expect(within(await choice()).getByRole('option', { name: '4713 Filiale' })).toBeTruthy()
  })
  it('it names what should be looked at; with a reason the user lets it through, for the journal', async () => {
    panel.answers[check] = toStranger
    panel.answers['POST /api/sending/passes'] = undefined
    panel.host.text = 'Guten Tag {{kontakt.anrede}},'
    panel.open(answer)
    const user = userEvent.setup()
    const warnings = await screen.findByRole('list', { name: 'Bitte ansehen' })
    await waitFor(() => expect(within(warnings).getAllByRole('listitem')).toHaveLength(2))
    expect(warnings.textContent).toContain('claire@librairie-petit.example (Claire Petit) gehört nicht zum Vorgang 4711 „Abo-Umstellung“.')
    expect(warnings.textContent).toContain('{{kontakt.anrede}}')
    const button = screen.getByRole('button', { name: 'So senden lassen' })
    expect((button as HTMLButtonElement).disabled).toBe(true)
    await user.type(screen.getByRole('textbox', { name: 'Warum so senden?' }), 'Frau Petit übernimmt.')
    await user.click(button)
    expect(await screen.findByText('Sie können die Mail jetzt senden.')).toBeTruthy()
    const passed = ['stranger claire@librairie-petit.example', 'placeholder kontakt.anrede']
    expect(panel.bodiesOf('POST /api/sending/passes')).toEqual([{ caseId: '1', passed, reason: 'Frau Petit übernimmt.' }])
    expect(panel.host.notes.get(answer.key)?.passed).toEqual(passed)
    expect(await screen.findByText(/Von Ihnen durchgelassen: claire@librairie-petit.example/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'So senden lassen' })).toBeNull()
  })
  it('is sent by the same click where the program lets it, once it is let through', async () => {
    const sent: string[] = []
    panel.host.drafts!.send = async (key) => void sent.push(key)
    panel.answers[check] = toStranger
    panel.answers['POST /api/sending/passes'] = () => refusal('record-unknown', 'Diesen Vorgang gibt es nicht.', 404)
    panel.open(answer)
    const user = userEvent.setup()
    await user.type(await screen.findByRole('textbox', { name: 'Warum so senden?' }), 'Eilt.')
    await user.click(screen.getByRole('button', { name: 'So senden' }))
    await screen.findByRole('alert')
    expect(sent).toEqual([])
    panel.answers['POST /api/sending/passes'] = undefined
    await user.click(screen.getByRole('button', { name: 'So senden' }))
    await waitFor(() => expect(sent).toEqual([answer.key]))
    expect(panel.host.notes.get(answer.key)?.passed).toEqual(['stranger claire@librairie-petit.example'])
  })
  it('while the server is away the reason waits for it, and the mail may go', async () => {
    panel.answers[check] = toStranger
    panel.answers['POST /api/sending/passes'] = away
    panel.open(answer)
    const user = userEvent.setup()
    await user.type(await screen.findByRole('textbox', { name: 'Warum so senden?' }), 'Eilt.')
    await user.click(screen.getByRole('button', { name: 'So senden lassen' }))
    await waitFor(() => expect(panel.host.notes.get(answer.key)?.passed).toEqual(['stranger claire@librairie-petit.example']))
    expect(panel.parts.outbox.waiting.get()).toMatchObject([{ work: { route: 'letThrough' } }])
  })
  it('what the server refuses is not let through', async () => {
    panel.answers[check] = toStranger
    panel.answers['POST /api/sending/passes'] = () => refusal('record-unknown', 'Diesen Vorgang gibt es nicht.', 404)
    panel.open(answer)
    const user = userEvent.setup()
    await user.type(await screen.findByRole('textbox', { name: 'Warum so senden?' }), 'Eilt.')
    await user.click(screen.getByRole('button', { name: 'So senden lassen' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Diesen Vorgang gibt es nicht.')
    expect(panel.host.notes.get(answer.key)).toBeUndefined()
  })
  it('it looks again when the text has changed', async () => {
    panel.answers[check] = toAbo
    panel.open(answer)
    await screen.findByText('Nichts aufgefallen.')
    panel.host.text = 'Guten Tag {{Name}},'
    expect(await screen.findByText('Ein Platzhalter ist nicht ausgefüllt: {{Name}}', {}, { timeout: 8_000 })).toBeTruthy()
  })
  it('takes over what was left while no panel was there, and sends it', async () => {
    const announced: unknown[] = []
    panel.answers['PUT /api/sending/token-00000000000000000001'] = ({ body }: { body: unknown }) => {
      announced.push(body)
      return { ...toAbo, announced: true, bcc: null }
    }
    const input = { params: { token: 'token-00000000000000000001' }, body: { subject: 'AW: Frage', sent: true } }
    const left = {
      key: 'sending-1',
      label: 'AW: Frage',
      since: '2026-03-02T09:00:00Z',
      work: { kind: 'call', route: 'announceDraft', input },
      refused: null,
    }
    await panel.host.store.set('outbox-left', JSON.stringify([left]))
    panel.open(answer)
    await waitFor(() => expect(announced).toEqual([{ subject: 'AW: Frage', sent: true }]))
    expect(await panel.host.store.get('outbox-left')).toBeNull()
    await waitFor(() => expect(panel.parts.outbox.waiting.get()).toEqual([]))
  })
})
