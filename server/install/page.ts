import { escapeHtml } from '@postakte/shared/showing/escape'
import { fill } from '@postakte/shared/texts/fill'
import { type Language, texts } from '@postakte/shared/texts/texts'

export interface InstallPage {
  readonly language: Language
  /** Of the page itself, for its link to the other language. */
  readonly path: string
  readonly title: string
  /** HTML. */
  readonly body: string
}

/** A page that anyone may read, without a script. */
export function installPage({ language, path, title, body }: InstallPage): string {
  const other = language === 'de' ? 'en' : 'de'
  const words = texts[language].install
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><link rel="icon" href="/pages/icon.svg">
<link rel="stylesheet" href="/pages/base.css"><link rel="stylesheet" href="/install/install.css"></head><body>
<header><a class="name" href="/install?lang=${language}">Postakte</a><p class="quiet">${escapeHtml(words.title)}</p>
<a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${escapeHtml(words.otherLanguage)}</a></header>
<main><h1>${escapeHtml(title)}</h1>
${body}</main></body></html>
`
}

/** A sentence as HTML; its facts are HTML already. */
export const rich = (sentence: string, facts: Readonly<Record<string, string>> = {}): string => fill(escapeHtml(sentence), facts)

export const link = (address: string): string => `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`
export const code = (text: string): string => `<code>${escapeHtml(text)}</code>`
export const steps = (sentences: readonly string[], facts: Readonly<Record<string, string>>): string =>
  `<ol>${sentences.map((one) => `<li>${rich(one, facts)}</li>`).join('')}</ol>`

export const section = (id: string, heading: string, body: string): string =>
  `<section id="${id}"><h2>${rich(heading)}</h2>${body}</section>`
