import type { RouteShape, Routes } from '@postakte/shared/api/route'
import { type Language, texts } from '@postakte/shared/texts/texts'
import type { Hono } from 'hono'
import { z } from 'zod'
import { languageOf } from '../language'
import { codesOf, openApi } from './openapi'

/** The document of the API and a page to read it, for anyone: they say what the source code says. No script. */
export function docsRoutes(root: Hono, routes: Routes, version: string): void {
  const asked = (given: string | undefined): Language | null => (given === 'de' || given === 'en' ? given : null)
  root.get('/api/openapi.json', (c) => c.json(openApi(routes, asked(c.req.query('lang')) ?? languageOf(c), version)))
  root.get('/api', (c) => c.html(page(routes, asked(c.req.query('lang')) ?? languageOf(c))))
  root.get('/api/docs.css', (c) => c.body(styles, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'no-cache' }))
}

function page(routes: Routes, language: Language): string {
  const words = texts[language].api
  const other = language === 'de' ? 'en' : 'de'
  const groups = [...new Set(Object.values(routes).map(groupOf))]
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(words.title)}</title><link rel="stylesheet" href="/api/docs.css"></head><body><header><h1>${escaped(words.title)}</h1>
<p>${escaped(words.intro)}</p><p><a href="/api/openapi.json?lang=${language}">${escaped(words.document)}</a> · <a href="/api?lang=${other}" lang="${other}">${escaped(words.otherLanguage)}</a></p>
<nav>${groups.map((group) => `<a href="#${group}">${group}</a>`).join(' ')}</nav></header><main>${groups
    .map(
      (group) =>
        `<section id="${group}"><h2>/api/${group}</h2>${Object.entries(routes)
          .filter(([, route]) => groupOf(route) === group)
          .map(([name, route]) => entry(name, route, language))
          .join('')}</section>`,
    )
    .join('')}</main></body></html>`
}

const groupOf = (route: RouteShape) => route.path.split('/')[2]!

function entry(name: string, route: RouteShape, language: Language): string {
  const words = texts[language].api
  const sentences: Readonly<Record<string, string>> = texts[language].problems
  const right =
    route.permission === 'anyone'
      ? words.anyone
      : route.permission === 'signed-in'
        ? words.signedIn
        : `${words.permission} ${route.permission}`
  return `<details id="${name}"><summary><b class="${route.method.toLowerCase()}">${route.method}</b> <code>${escaped(route.path)}</code> <span>${escaped(route.summary[language])}</span></summary>
<p>${escaped(right)}</p>${shapeText(words.parameters, route.params, 'input')}${shapeText('', route.query, 'input')}${
    route.bytesUpTo === undefined ? shapeText(words.body, route.body, 'input') : `<h3>${words.body}</h3><p>${words.bytes}</p>`
  }${
    typeof route.answer === 'string'
      ? `<h3>${words.answer}</h3><p>${escaped(words[route.answer])}</p>`
      : shapeText(words.answer, route.answer, 'output')
  }<h3>${escaped(words.problems)}</h3><dl>${codesOf(route)
    .map((code) => `<dt><code>${escaped(code)}</code></dt><dd>${escaped(sentences[code] ?? '')}</dd>`)
    .join('')}</dl></details>`
}

function shapeText(title: string, shape: z.ZodType | undefined, io: 'input' | 'output'): string {
  if (shape === undefined) return ''
  const { $schema, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return `${title ? `<h3>${escaped(title)}</h3>` : ''}<pre tabindex="0">${escaped(JSON.stringify(schema, null, 2))}</pre>`
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign]!)

const styles = `:root { color-scheme: light dark; --back: #f6f5f2; --card: #fff; --ink: #1d2329; --soft: #5b6570; --line: #d9d6cf; --accent: #1f5f8b }
@media (prefers-color-scheme: dark) { :root { --back: #15181b; --card: #1f2327; --ink: #e8e6e1; --soft: #a2abb4; --line: #363c42; --accent: #7fbde6 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem 4rem; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.35rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem } h3 { font-size: .9rem; color: var(--soft); margin: .8rem 0 .2rem }
a { color: var(--accent) } nav { display: flex; flex-wrap: wrap; gap: .2rem .9rem }
details { background: var(--card); border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .5rem .8rem }
summary { cursor: pointer } summary b { display: inline-block; min-width: 3.6rem; font-size: .8rem } summary span { color: var(--soft) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
pre { overflow: auto; max-height: 24rem; background: var(--back); border-radius: 6px; padding: .6rem; font-size: .8rem; margin: .2rem 0; overflow-wrap: normal }
dl { margin: 0; display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .15rem .8rem } dd { margin: 0; color: var(--soft) }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } }
`
