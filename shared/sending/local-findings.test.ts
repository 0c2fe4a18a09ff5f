import { describe, expect, it } from 'vitest'
import { localFindings, runsOfDraft } from './local-findings'
import { ownText } from './own-text'
import { runsIn } from './runs'

const outlook = `Guten Tag Frau Huber,

gern im Juni.

Von: Anna Huber <anna@huber-verlag.example>
Gesendet: Montag, 2. März 2026 09:00
An: Nora Stein
Betreff: Frage zum Abo

Geht es auch {{später}}?`

describe('what somebody wrote himself', () => {
  it.each([
    ['Outlook', outlook, 'Guten Tag Frau Huber,\n\ngern im Juni.\n'],
    ['Outlook, in text', 'Gern.\n________________________________\nVon: Anna', 'Gern.'],
    ['Outlook, older', 'Gern.\n\n-----Ursprüngliche Nachricht-----\nVon: Anna', 'Gern.\n'],
    ['a forward', 'See below.\n-------- Forwarded Message --------\nSubject: Abo', 'See below.'],
    ['Thunderbird', 'Gern.\n\nAm 02.03.26 um 09:00 schrieb Anna Huber:\n> Geht es auch später?', 'Gern.\n'],
    ['Gmail', 'Sure.\nOn Mon, Mar 2, 2026 at 9:00 AM Anna Huber <anna@huber-verlag.example> wrote:\n> Later?', 'Sure.'],
    ['Thunderbird, written below', 'Am 02.03.26 um 09:00 schrieb Anna Huber:\n> Geht es auch später?\n\nGern.', '\nGern.'],
    ['Apple Mail, marked by its looks only', 'Sure.\nOn 2 Mar 2026, at 09:00, Anna Huber wrote:\n\nLater?', 'Sure.'],
    ['an answer between the lines', '> Geht es?\nJa.\n> Wann?\nIm Juni.', 'Ja.\nIm Juni.'],
    ['a letter with a sender in it', 'Von: Nora\nDas Paket ist da.', 'Von: Nora\nDas Paket ist da.'],
  ])('ends where the answered mail begins: %s', (_, text, own) => {
    expect(ownText(text)).toBe(own)
  })
})

describe('what a program finds by itself', () => {
  it('is each placeholder that nobody filled, in the subject and in the text, once', () => {
    const text = 'Guten Tag {{kontakt.anrede}},\n{{ vorgang.titel | Ihr Anliegen }} {{kontakt.anrede}}'
    expect(localFindings({ subject: 'Zu {{Nummer}}', text }).map(({ name }) => name)).toEqual(['Nummer', 'kontakt.anrede', 'vorgang.titel'])
  })
  it('is nothing where the customer wrote it, or where braces are no placeholder', () => {
    expect(localFindings({ subject: 'AW: Abo', text: outlook })).toEqual([])
    expect(localFindings({ subject: '', text: 'if (a) {{}} { { x } }' })).toEqual([])
  })
})

describe('words of a note in a draft', () => {
  const note = 'Kundin zahlt immer zu spät, bitte keine Kulanz mehr gewähren!'
  const common = (text: string) => runsOfDraft(text).filter((run) => runsIn(note).includes(run)).length

  it('are found whatever became of lines, letter case and punctuation', () => {
    expect(common('Guten Tag,\n\nkundin zahlt immer\nzu spät – bitte KEINE Kulanz. Viele Grüße')).toBeGreaterThan(0)
  })
  it('are not found in what merely speaks of the same, nor in what the customer quoted', () => {
    expect(common('Die Kundin zahlt zu spät, wir gewähren bitte keine Kulanz mehr.')).toBe(0)
    expect(common(`Gern.\n> ${note}`)).toBe(0)
  })
  it('are numbers of which so many fit, however long the text', () => {
    const long = Array.from({ length: 50_000 }, (_, at) => `wort${at}`).join(' ')
    const runs = runsIn(long)
    expect([runs.length, runs.every(Number.isSafeInteger), new Set(runs).size]).toEqual([2_000, true, 2_000])
    expect(runsIn('nur sechs Worte sind zu wenig')).toEqual([])
  })
})
