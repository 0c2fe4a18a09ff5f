import { escapeHtml } from '@postakte/shared/showing/escape'
import { type Language, texts } from '@postakte/shared/texts/texts'
import { policiesPath, propertyListPath, vendorPath } from '../thunderbird/add-on-routes'
import { addOnPath, isHere, type OwnAddOn, updatesPath } from '../thunderbird/own-add-on'
import { extensionSettings } from '../thunderbird/policies'
import { code, link, rich, section, steps } from './page'
import { type Reach, reachOf } from './reach'

export interface ThunderbirdFacts {
  /** Address of this installation. */
  readonly base: string
  /** Host and port at which the reader sees the page, when they are not those of `base`. */
  readonly here: string | null
  /** Null: the add-on would send nothing there. */
  readonly addOn: OwnAddOn | null
}

/** How an administrator rolls the add-on out, and how one installs it for oneself. HTML. */
export function thunderbirdGuide(language: Language, given: ThunderbirdFacts): string {
  const words = texts[language].install.thunderbird
  const facts = factsOf(given)
  const { base, here, addOn: made } = given
  const lead = `<p>${rich(words.lead)}</p>`
  if (made === null) return lead + notReady(words, facts)
  const { addOn, everyone, oneself, first, updates, wrong } = words
  return `${lead}
${notices(words, base, here, facts)}
${section('add-on', addOn.heading, `<p>${button(addOnPath, 'postakte.xpi', addOn.download)}</p><p>${rich(addOn.about, facts)}</p><p class="quiet">${rich(addOn.libraries, facts)}</p>`)}
${section('everyone', everyone.heading, `<p>${button(policiesPath, 'policies.json', everyone.download)}</p><p>${rich(everyone.needs, { ...facts, file: code('policies.json') })}</p><dl>${places(words, base, facts)}</dl><p>${rich(everyone.check, facts)}</p>`)}
${section('oneself', oneself.heading, steps(oneself.steps, facts))}
${section('first', first.heading, steps(first.steps, facts))}
${section('updates', updates.heading, `<p>${rich(base.startsWith('https:') ? updates.byItself : updates.none, facts)}</p><p>${rich(updates.site, facts)}</p>`)}
${section('wrong', wrong.heading, `<dl>${wrong.list.map(([what, todo]) => `<dt>${rich(what, facts)}</dt><dd>${rich(todo, facts)}</dd>`).join('')}</dl>`)}`
}

type Words = (typeof texts)[Language]['install']['thunderbird']
type Facts = Readonly<Record<string, string>>

const factsOf = ({ base, here, addOn }: ThunderbirdFacts): Facts => ({
  base: link(base),
  here: code(here ?? ''),
  addOn: link(base + addOnPath),
  updates: link(base + updatesPath),
  plist: link(base + propertyListPath),
  vendor: link(base + vendorPath),
  templates: link('https://github.com/thunderbird/policy-templates'),
  version: code(addOn?.version ?? ''),
  from: code(addOn?.from.replace(/\.0$/, '') ?? ''),
  id: code(addOn?.id ?? ''),
  file: code('postakte.xpi'),
  windows: code('C:\\Program Files\\Mozilla Thunderbird\\distribution'),
  mac: code('Thunderbird.app/Contents/Resources/distribution'),
  linux: code('/etc/thunderbird/policies/policies.json'),
  certificates: code('"Certificates": { "ImportEnterpriseRoots": true }'),
  url: code('POSTAKTE_URL'),
  proxies: code('POSTAKTE_TRUSTED_PROXIES'),
  example: code('https://postakte.example.org'),
})

const button = (path: string, name: string, text: string) => `<a class="button" href="${path}" download="${name}">${rich(text)}</a>`

const notReady = ({ notReady: { heading, because, steps: todo } }: Words, facts: Facts) =>
  `<section class="notice bad" id="not-ready"><h2>${rich(heading)}</h2><p>${rich(because, facts)}</p>${steps(todo, facts)}</section>`

function notices(words: Words, base: string, here: string | null, facts: Facts): string {
  const reach = reachByThunderbird(base)
  const about = reach === 'this-machine' ? words.onlyHere : reach === 'own-network' ? words.onlyInside : null
  return `<p class="notice ${about ? 'ask' : 'good'}" id="reach">${rich(about ?? words.ready, facts)}</p>${
    here === null ? '' : `<p class="notice ask" id="elsewhere">${rich(words.elsewhere, facts)}</p>`
  }`
}

/** Thunderbird speaks with its own machine without TLS, too. */
function reachByThunderbird(base: string): Reach {
  const { protocol, hostname } = new URL(base)
  return isHere(protocol, hostname) ? 'this-machine' : reachOf(base)
}

/** Where the policy goes; for a group policy its line stands there. */
function places({ everyone }: Words, base: string, facts: Facts): string {
  const line = `<pre tabindex="0">${escapeHtml(JSON.stringify(extensionSettings(base)))}</pre>`
  return everyone.places.map(([where, how], at) => `<dt>${rich(where)}</dt><dd>${rich(how, facts)}${at === 1 ? line : ''}</dd>`).join('')
}
