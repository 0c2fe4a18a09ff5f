import { describe, expect, it } from 'vitest'
import { readMail } from '../read'
import { understand } from '../understand'

const mail = (headers: string, body = 'Text') =>
  understand(readMail(Buffer.from(`From: a@x.example\nTo: n@us.example\n${headers}\n\n${body}`)))

describe('auto-replies', () => {
  it.each([
    'Auto-Submitted: auto-replied (vacation)\nSubject: Ihre Rechnung',
    'X-Autoreply: yes\nSubject: x',
    'X-Autorespond: Ihre Rechnung\nSubject: x',
    'Precedence: auto_reply\nSubject: x',
    'Subject: Automatische Antwort: Ihre Rechnung',
    'Subject: Abwesenheitsnotiz: Ihre Rechnung',
    'Subject: Out of Office: Invoice',
    'Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_Facture?=',
    'Subject: =?utf-8?Q?Respuesta_autom=C3=A1tica:_Factura?=',
    'Subject: Risposta automatica: Fattura',
    'Subject: Automatisch antwoord: Factuur',
    'Subject: =?utf-8?Q?Automatyczna_odpowied=C5=BA:_Faktura?=',
  ])('%s', (headers) => expect(mail(headers).class).toBe('auto-reply'))
})

describe('mail of persons', () => {
  it.each([
    'Auto-Submitted: no\nSubject: Frage',
    'Auto-Submitted: auto-generated\nSubject: Ihre Bestellung',
    'X-Auto-Response-Suppress: All\nSubject: WG: Anfrage',
    'Subject: AW: Urlaub im August',
    'Subject: Antwort auf Ihre Frage',
    'Subject: Absage',
    'Subject: Pro Abo eine Rechnung',
  ])('%s', (headers) => expect(mail(headers).class).toBe('normal'))
})

it('tells a newsletter or list', () => {
  expect(mail('List-Id: <news.x.example>\nSubject: Neues').class).toBe('list')
  expect(mail('Precedence: bulk\nSubject: Neues').class).toBe('list')
  expect(mail('Precedence: first-class\nSubject: Neues').class).toBe('normal')
})

it('tells a receipt that a mail was read', () => {
  const body =
    '--b\nContent-Type: text/plain\n\nGelesen\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--'
  expect(mail('Subject: Gelesen: x\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b', body).class).toBe(
    'receipt',
  )
})

it.each(['REQUEST', 'CANCEL', 'REPLY'])('tells an invitation by its method %s', (method) => {
  expect(
    mail(`Subject: Termin\nContent-Type: text/calendar; method=${method}`, `BEGIN:VCALENDAR\nMETHOD:${method}\nEND:VCALENDAR`).class,
  ).toBe('invitation')
  expect(mail('Subject: Termin\nContent-Type: text/calendar', `BEGIN:VCALENDAR\nMETHOD:${method}\nEND:VCALENDAR`).class).toBe('invitation')
})

it('takes a calendar file without method for an attachment', () => {
  expect(mail('Subject: Feiertage\nContent-Type: text/calendar', 'BEGIN:VCALENDAR\nEND:VCALENDAR').class).toBe('normal')
})

it('tells a complaint about a mail of ours', () => {
  const body =
    '--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--b--'
  const { isFeedbackReport, bounce } = mail('Subject: x\nContent-Type: multipart/report; report-type=feedback-report; boundary=b', body)
  expect([isFeedbackReport, bounce]).toEqual([true, null])
})
