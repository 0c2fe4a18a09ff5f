import { attributeNames, mailTags, ourTags } from '@postakte/shared/showing/allowed'
import { frameSandbox } from '@postakte/shared/showing/frame'
import { mailDocument } from '@postakte/shared/showing/mail-document'
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, leftOut } from '../../testing/components'
import { cleanHtml } from '../clean-html'
import { mixtures } from '../payloads/mixtures'
import { payloadClasses } from '../payloads/payloads'
import { poke } from './inside'
import { Oracle } from './oracle'
import { bareDocument } from './shown-page'

const payloads = payloadClasses.flatMap(({ name, payloads }) => payloads.map(([title, html]) => ({ title: `${name}: ${title}`, html })))
const surface = { allowedTags: [...mailTags, ...ourTags], allowedAttributes: Object.values(attributeNames).flat() }

/** As in the page itself, but that a control cannot lead the whole test away. */
const sameOrigin = 'allow-scripts allow-same-origin allow-popups allow-forms'

/** How a payload is shown: with one layer alone, or with none, which shows that the oracle sees what there is to see. */
const ways = {
  none: { sandbox: sameOrigin, every: 2, inFrame: 1 },
  'none but a frame': { sandbox: 'allow-scripts allow-popups allow-forms', every: 6, inFrame: 1 },
  server: { sandbox: sameOrigin, every: 1, inFrame: 4 },
  browser: { sandbox: sameOrigin, every: 1, inFrame: 4 },
  frame: { sandbox: frameSandbox, every: 1, inFrame: 1 },
} as const
type Way = keyof typeof ways
const wayNames = Object.keys(ways) as Way[]

interface Found {
  /** Our page covered, our names taken. */
  readonly taken: string[]
  /** What a cleaned mail may not hold. */
  readonly forbidden: string[]
  /** Windows that open: of themselves in a sandboxed frame, where a click may open one; in ours none at all. */
  readonly popups: string[]
}
interface Seen extends Found {
  readonly scripts: readonly string[]
  readonly requests: readonly string[]
}

const idOf = (way: Way, index: number) => wayNames.indexOf(way) * 10_000 + index
const framesOnPage = 64
/** Longest wait for what a control may never do: to be loaded, and to answer. */
const patience = 10_000
const answerPatience = 30_000

describe.skipIf(leftOut('layers of showing mail', 'Chromium', chromiumPath()))('each layer of showing a mail alone', () => {
  const seen = {} as Record<Way, Seen>

  beforeAll(async () => {
    const oracle = await Oracle.start()
    const found = {} as Record<Way, Found>
    for (const way of wayNames) found[way] = await showAll(oracle, way)
    for (const way of ['server', 'browser'] as const) found[way].forbidden.push(...(await forbiddenInMixtures(await oracle.page(), way)))
    const requested = await oracle.close()
    const titles = (way: Way, ids: ReadonlySet<number>) =>
      payloads.filter((_, index) => ids.has(idOf(way, index))).map(({ title }) => title)
    for (const way of wayNames) seen[way] = { ...found[way], scripts: titles(way, oracle.scripts), requests: titles(way, requested) }
    console.log(wayNames.map((way) => `${way}: ${Object.entries(seen[way]).map(([name, list]) => `${list.length} ${name}`)}`).join('\n'))
  }, 400_000)

  it('has at least 250 payloads', () => expect(payloads.length).toBeGreaterThanOrEqual(250))

  it('the oracle hears scripts, requests and overlays when there is no layer', () => {
    expect(seen.none.scripts.length).toBeGreaterThan(70)
    expect(seen.none.requests.length).toBeGreaterThan(45)
    expect(seen.none.taken.length).toBeGreaterThan(40)
  })
  it('the oracle hears scripts and requests within a sandboxed frame, too', () => {
    expect(seen['none but a frame'].scripts.length).toBeGreaterThan(10)
    expect(seen['none but a frame'].requests.length).toBeGreaterThan(10)
  })
  describe.each(['server', 'browser', 'frame'] as const)('%s', (way) => {
    it('runs no script', () => expect(seen[way].scripts).toEqual([]))
    it('asks nothing of any host', () => expect(seen[way].requests).toEqual([]))
    it('covers and renames nothing around the mail', () => expect(seen[way].taken).toEqual([]))
    it('opens no window', () => expect(seen[way].popups).toEqual([]))
    it('leaves only what the list allows', () => expect(seen[way].forbidden).toEqual([]))
  })
})

async function showAll(oracle: Oracle, way: Way): Promise<Found> {
  const { every, inFrame, sandbox } = ways[way]
  const found: Found = { taken: [], forbidden: [], popups: [] }
  const shown = payloads.map((payload, index) => ({ ...payload, index })).filter(({ index }) => index % every === 0)
  for (const batch of groups(shown, framesOnPage * inFrame)) {
    const page = await oracle.page()
    let clicked = false
    page.on('popup', (popup) => clicked || found.popups.push(popup.url()))
    const raw = batch.map(({ html, index }) => html(oracle.probe(idOf(way, index))))
    const mails = groups(await cleaned(page, way, raw), inFrame).map((group) => group.join('<hr>'))
    await openFrames(page, way === 'frame' ? mails.map(documentOf) : mails.map(bareDocument), sandbox)
    const titles = groups(batch, inFrame).map((group) => group.map(({ title }) => title).join(' | '))
    if (sandbox === sameOrigin) await visit(page, way, titles, found)
    else await visitSandboxed(page, found, () => (clicked = true))
    await page.close()
  }
  return found
}

const groups = <T>(list: readonly T[], size: number): readonly T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))

async function cleaned(page: Page, way: Way, raw: readonly string[]): Promise<readonly string[]> {
  if (way === 'server') return raw.map((html) => cleanHtml(html, { language: 'de' })?.html ?? '')
  if (way === 'browser') return page.evaluate((raw) => raw.map((html) => (window as any).clean(html)), raw)
  return raw
}

const documentOf = (html: string) =>
  mailDocument({ kind: 'html', html, notes: [], blockedPictures: 0, ownPictures: [] }, { language: 'de' })

/** Mixtures of payloads, cleaned and read by this browser in one frame in which nothing runs: what is left that may not be. */
async function forbiddenInMixtures(page: Page, way: Way): Promise<string[]> {
  const mixed = fc.sample(mixtures, { numRuns: 1_500, seed: 42 })
  await openFrames(page, [bareDocument('')], 'allow-same-origin')
  return page.evaluate(
    ({ surface, mails }) => {
      const win = document.querySelector('iframe')!.contentWindow!
      return mails.flatMap((html) => {
        win.document.getElementById('mail')!.innerHTML = html
        const list: string[] = (window as any).inside.forbidden(surface, win)
        return list.map((one) => `${one} in ${html}`)
      })
    },
    { surface, mails: await cleaned(page, way, mixed) },
  )
}

/** Frames with a gap of ours above each; resolves when all are loaded. Some of the controls never are: they wait for a host. */
const openFrames = (page: Page, documents: readonly string[], sandbox: string) =>
  page.evaluate(
    async ({ documents, sandbox, patience }) => {
      const loaded = documents.map((srcdoc, at) => {
        const frame = document.createElement('iframe')
        frame.title = `f${at}`
        frame.style.cssText = 'display:block;width:300px;height:200px;border:0;margin-top:20px'
        frame.setAttribute('sandbox', sandbox)
        frame.srcdoc = srcdoc
        document.body.append(frame)
        return new Promise((done) => frame.addEventListener('load', done))
      })
      const given = new Promise((done) => setTimeout(done, patience))
      await Promise.race([Promise.all(loaded), given])
    },
    { documents, sandbox, patience },
  )

/** In frames of our own origin the page itself does everything, in one go. */
async function visit(page: Page, way: Way, titles: readonly string[], found: Found): Promise<void> {
  const results = await page.evaluate(
    async ({ surface, clean }) => {
      const { inside } = window as any
      const frames = Array.from(document.querySelectorAll('iframe'))
      const inEach = <T>(what: (win: Window) => T): (T | string)[] =>
        frames.map((frame) => {
          try {
            return what(frame.contentWindow!)
          } catch (error) {
            return String(error)
          }
        })
      const pause = () => new Promise((done) => setTimeout(done, 150))
      await pause()
      inEach(inside.poke)
      await pause()
      inEach(inside.mutate)
      await pause()
      return { taken: inEach(inside.taken), forbidden: clean ? inEach((win) => inside.forbidden(surface, win)) : [] }
    },
    { surface, clean: way !== 'none' },
  )
  for (const name of ['taken', 'forbidden'] as const)
    for (const [at, list] of results[name].entries()) found[name].push(...[list].flat().map((one) => `${titles[at]}: ${one}`))
}

/** A sandboxed frame is a stranger to the page: it is visited from outside, and looked at from above. */
async function visitSandboxed(page: Page, found: Found, clicking: () => void): Promise<void> {
  const frames = page.frames().filter((frame) => frame.parentFrame() === page.mainFrame())
  await page.waitForTimeout(200)
  clicking()
  const poked = await Promise.all(frames.map((frame) => within(frame.evaluate(poke, undefined))))
  found.taken.push(...poked.filter((answer) => answer !== undefined).map((answer) => `not visited: ${answer}`))
  await page.waitForTimeout(300)
  found.taken.push(
    ...(await page.evaluate(() =>
      Array.from(document.querySelectorAll('iframe')).flatMap((frame) => {
        frame.scrollIntoView({ block: 'center' })
        const { left, top } = frame.getBoundingClientRect()
        const above = document.elementFromPoint(left + 20, top - 10)
        return above === document.body || above === document.documentElement ? [] : [`${frame.title}: ${above?.tagName}`]
      }),
    )),
  )
}

/** A frame that has led itself away, as those of the controls may, answers nothing. */
const within = <T>(promise: Promise<T>): Promise<T | string> =>
  Promise.race([promise.catch(String), new Promise<string>((done) => setTimeout(done, answerPatience, 'no answer'))])
