import { escapeHtml } from '@postakte/shared/showing/escape'
import { type Language, texts } from '@postakte/shared/texts/texts'
import type { OwnManifest } from '../outlook/own-manifest'
import { code, link, rich, section, steps } from './page'
import type { Reach } from './reach'

export const manifestPath = '/install/outlook/manifest.xml'
export const manifestName = 'postakte-outlook.xml'

export interface GuideFacts {
  /** Address of this installation. */
  readonly base: string
  readonly reach: Reach
  /** Host and port at which the reader sees the page, when they are not those of `base`. */
  readonly here: string | null
  /** Null: Outlook would refuse it. */
  readonly manifest: OwnManifest | null
}

/** How an administrator rolls the add-in out, and how one sets it up for oneself. HTML. */
export function outlookGuide(language: Language, given: GuideFacts): string {
  const words = texts[language].install.outlook
  const facts = factsOf(given)
  const { base, manifest } = given
  if (manifest === null) return `<p>${rich(words.lead)}</p>${notReady(words, facts)}`
  const { everyone, onPremises, oneself, first, wrong } = words
  return `<p>${rich(words.lead)} ${rich(words.menus)}</p>
${notices(words, given, facts)}
<section><h2>${rich(words.manifest.heading)}</h2><p><a class="button" href="${manifestPath}" download="${manifestName}">${rich(words.manifest.download)}</a></p>
<p>${rich(words.manifest.address, facts)}</p><p class="quiet">${rich(words.manifest.version, facts)}</p></section>
${section('everyone', everyone.heading, `<p>${rich(everyone.needs)}</p>${steps(everyone.steps, facts)}<p>${rich(everyone.later)}</p>`)}
${section('on-premises', onPremises.heading, `<p>${rich(onPremises.needs, facts)}</p>${steps(onPremises.steps, { ...facts, example: code('https://mail.example.org') })}<p>${rich(onPremises.shell)}</p>${shellCommand(base)}<p>${rich(onPremises.less)}</p>`)}
${section('oneself', oneself.heading, `<p>${rich(oneself.needs)}</p>${steps(oneself.steps, facts)}`)}
${section('first', first.heading, steps(first.steps, facts))}
${section('wrong', wrong.heading, `<dl>${wrong.list.map(([what, todo]) => `<dt>${rich(what)}</dt><dd>${rich(todo, facts)}</dd>`).join('')}</dl>`)}`
}

type Words = (typeof texts)[Language]['install']['outlook']
type Facts = Readonly<Record<string, string>>

function factsOf({ base, here, manifest }: GuideFacts): Facts {
  return {
    base: link(base),
    here: code(here ?? ''),
    manifest: link(base + manifestPath),
    version: code(manifest?.version ?? ''),
    id: code(manifest?.id ?? ''),
    file: code(manifestName),
    pane: link(`${base}/outlook/panel.html`),
    admin: link('https://admin.microsoft.com'),
    sideload: link('https://aka.ms/olksideload'),
    office: code('appsforoffice.microsoft.com'),
    url: code('POSTAKTE_URL'),
    proxies: code('POSTAKTE_TRUSTED_PROXIES'),
    origins: code('POSTAKTE_OUTLOOK_ORIGINS'),
    example: code('https://postakte.example.org'),
  }
}

const notReady = ({ notReady: { heading, because, steps: todo } }: Words, facts: Facts) =>
  `<section class="notice bad" id="not-ready"><h2>${rich(heading)}</h2><p>${rich(because, facts)}</p>${steps(todo, facts)}</section>`

/** What is to be known of the address before anybody is sent to it. */
function notices(words: Words, { reach, here }: GuideFacts, facts: Facts): string {
  const about = reach === 'this-machine' ? words.onlyHere : reach === 'own-network' ? words.onlyInside : null
  return `<p class="notice ${about ? 'ask' : 'good'}" id="reach">${rich(about ?? words.ready, facts)}</p>${
    here === null ? '' : `<p class="notice ask" id="elsewhere">${rich(words.elsewhere, facts)}</p>`
  }`
}

const shellCommand = (base: string) =>
  `<pre tabindex="0">${escapeHtml(`New-App -OrganizationApp -Url ${base}${manifestPath} -ProvidedTo Everyone -DefaultStateForUser Enabled`)}</pre>`
