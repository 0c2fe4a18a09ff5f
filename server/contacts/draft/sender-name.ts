/** Addresses that a company's people share. */
const shared = new Set(
  `info kontakt contact service office buchhaltung rechnung rechnungen faktura einkauf vertrieb verkauf sales bestellung bestellungen support mail post
laden zentrale verwaltung sekretariat empfang hallo hello team redaktion anzeigen presse datenschutz bewerbung jobs personal versand shop webmaster kundenservice kundendienst
billing invoice accounting orders marketing noreply no-reply`.split(/\s+/),
)

export const isSharedAddress = (address: string): boolean => shared.has(address.slice(0, address.lastIndexOf('@')).toLowerCase())

/** 'Lang, Frieda' → 'Frieda Lang'; quotes go; a name that is an address is none. */
export function plainName(name: string): string {
  const bare = name
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/^["'„“”‚‘’]+|["'„“”‚‘’]+$/g, '')
    .trim()
  if (bare.includes('@')) return ''
  const turned = /^([^,]+),\s*([^,]+)$/.exec(bare)
  return turned && !/^(?:[Dd]r|[Pp]rof|LL\.?M|MBA|Inc|Ltd)\b/.test(turned[2]!) ? `${turned[2]} ${turned[1]}` : bare
}

/** 'anna.huber-lang' → 'Anna Huber-Lang'; '' when it tells no name. */
export function nameInAddress(address: string): string {
  const local = address.slice(0, address.lastIndexOf('@')).replace(/\+.*$/, '')
  const words = local.split(/[._]+/).filter((word) => /^\p{L}[\p{L}-]*$/u.test(word))
  return words.length >= 2 ? words.map(capital).join(' ') : ''
}

const capital = (word: string) => {
  const spelled = word.replace(/(^|-)(\p{L})/gu, (_, mark: string, letter: string) => mark + letter.toUpperCase())
  return spelled.length === 1 ? `${spelled}.` : spelled
}
