import { escapeHtml } from '@postakte/shared/showing/escape'
import { type Language, texts } from '@postakte/shared/texts/texts'
import type { Context, Hono } from 'hono'
import type { ApiParts } from '../http/api/call'
import { languageOf } from '../http/language'
import { servePageFiles } from '../http/page-files'
import { ownManifest } from '../outlook/own-manifest'
import { addOnRoutes } from '../thunderbird/add-on-routes'
import { isAddressForAddOn, ownAddOn } from '../thunderbird/own-add-on'
import { manifestName, manifestPath, outlookGuide } from './outlook-guide'
import { installPage } from './page'
import { programs } from './programs'
import { reachOf } from './reach'
import { thunderbirdGuide } from './thunderbird-guide'

/** How Postakte comes into the mail programs, for anyone: they say what the source code says. */
export function installRoutes(root: Hono, { db, config }: Pick<ApiParts, 'db' | 'config'>): void {
  const base = config.url
  servePageFiles(root, { '/install/install.css': 'install.css' })
  root.get('/install', (c) => {
    const language = wantedLanguage(c)
    return page(c, installPage({ language, path: '/install', title: texts[language].install.title, body: programList(language) }))
  })
  root.get('/install/outlook', async (c) => {
    const language = wantedLanguage(c)
    const reach = reachOf(base)
    const manifest = reach === 'nobody' ? null : await ownManifest(db, base)
    const body = outlookGuide(language, { base, reach, here: hereOf(c, base), manifest })
    return page(c, installPage({ language, path: '/install/outlook', title: texts[language].install.outlook.title, body }))
  })
  addOnRoutes(root, config)
  root.get('/install/thunderbird', (c) => {
    const language = wantedLanguage(c)
    const addOn = isAddressForAddOn(base) ? ownAddOn(base) : null
    const body = thunderbirdGuide(language, { base, here: hereOf(c, base), addOn })
    return page(c, installPage({ language, path: '/install/thunderbird', title: texts[language].install.thunderbird.title, body }))
  })
  root.get(manifestPath, async (c) =>
    c.body((await ownManifest(db, base)).xml, 200, {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': `attachment; filename="${manifestName}"`,
      'Cache-Control': 'no-cache',
    }),
  )
}

const page = (c: Context, html: string) => c.html(html, 200, { 'Cache-Control': 'no-cache', Vary: 'Accept-Language' })

function wantedLanguage(c: Context): Language {
  const asked = c.req.query('lang')
  return asked === 'de' || asked === 'en' ? asked : languageOf(c)
}

/** A proxy passes the host on that the reader asked for; what it is told of the protocol is not needed to see a wrong address. */
function hereOf(c: Context, base: string): string | null {
  const host = c.req.header('Host')?.slice(0, 200)
  return host === undefined || host === new URL(base).host ? null : host
}

function programList(language: Language): string {
  const { lead, programs: words } = texts[language].install
  const lines = programs.map(
    ({ name, path }) =>
      `<li><a href="${path}?lang=${language}">${escapeHtml(words[name].name)}</a><br>${escapeHtml(words[name].what)}</li>`,
  )
  return `<p>${escapeHtml(lead)}</p><ul class="programs">${lines.join('')}</ul>`
}
