import { deDev } from '@postakte/shared/texts/de-dev'
import { deExplain } from '@postakte/shared/texts/de-explain'
import { enDev } from '@postakte/shared/texts/en-dev'
import { enExplain } from '@postakte/shared/texts/en-explain'
import { view } from './view'

export const words = () => (view.language === 'de' ? deDev : enDev)
export const explainWords = () => (view.language === 'de' ? deExplain : enExplain)

const locale = () => (view.language === 'de' ? 'de-DE' : 'en-GB')

export function moment(iso: string): string {
  if (Number.isNaN(Date.parse(iso))) return words().noDate
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
}

export const count = (n: number) => new Intl.NumberFormat(locale()).format(n)

export const kilobytes = (size: number) => `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(size / 1024)} KB`

/** As `fill` in shared/texts/texts, without the whole catalogue: the page loads two of its files only. */
export const fill = (sentence: string, facts: Readonly<Record<string, string>>) =>
  sentence.replace(/\{(\w+)\}/g, (whole, key: string) => facts[key] ?? whole)
