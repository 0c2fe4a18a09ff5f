/**
 * Stems of the twelve months by language, January first, lower case; `|` between spellings. The longest stem that fits
 * wins. `-`: Croatian listopad is October, but in Polish and Czech, which we meet more often, November.
 */
const monthsByLanguage: Readonly<Record<string, string>> = {
  en: 'jan feb mar apr may jun jul aug sep|sept oct nov dec',
  de: 'jan|jän feb märz|mär|mrz|maer apr mai jun jul aug sep okt nov dez',
  fr: 'janv fév|fevr mars avr mai juin juil août|aoû|aout sept oct nov déc',
  es: 'ene feb mar abr may jun jul ago sep|set oct nov dic',
  it: 'gen feb mar apr mag giu lug ago set ott nov dic',
  pt: 'jan fev mar abr mai jun jul ago set out nov dez',
  nl: 'jan feb maart|mrt apr mei jun jul aug sep okt nov dec',
  da: 'jan feb mar apr maj jun jul aug sep okt nov dec',
  no: 'jan feb mar apr mai jun jul aug sep okt nov des',
  sv: 'jan feb mars apr maj jun jul aug sep okt nov dec',
  fi: 'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu',
  is: 'jan feb mar apr maí jún júl ágú sep okt nóv des',
  pl: 'sty lut mar kwie|kwi maj|maja czerw|cze lipc|lipiec|lip sierp|sie wrze|wrz paźd|paź listop|lis grud|gru',
  cs: 'led|ledn únor|úno břez|bře dub kvě|květ červn|červen|čvn červenec|července|čvc srp zář říj listop pros|pro',
  sk: 'jan feb mar apr máj jún júl aug sep okt nov dec',
  hu: 'jan febr|feb márc|már ápr máj jún júl aug szept|sze okt nov dec',
  ro: 'ian feb mar apr mai iun iul aug sept oct noi dec',
  hr: 'siječ|sij velj ožuj|ožu trav svib|svi lipnj|lipanj srpnj|srpanj kolov|kol rujn|rujan|ruj - studen|stu prosin|prosi',
  sl: 'jan feb mar apr maj jun jul avg sep okt nov dec',
  tr: 'oca|ocak şub mart nis may|mayıs haz tem ağu eyl eki kas ara',
  el: 'ιαν φεβ μαρ|μάρ απρ μαΐ|μάι|μαι ιουν ιουλ αυγ|αύγ σεπ οκτ νοε|νοέ δεκ',
  ru: 'янв февр|фев март|мар апр май|мая июн июл авг сент|сен окт нояб|ноя дек',
  uk: 'січ лют берез|бер квіт|кві трав|тра черв|чер лип серп|сер верес|вер жовт|жов лист груд|гру',
  bg: 'ян|яну фев мар апр май юни юли авг сеп окт ное дек',
}

const stems: readonly (readonly [string, number])[] = Object.values(monthsByLanguage)
  .flatMap((months) => months.split(' ').flatMap((words, month) => words.split('|').map((word) => [word, month] as const)))
  .sort(([one], [other]) => other.length - one.length)

/** Number of the month (January 0) of a word in any of the languages; null when it is none. */
export function monthOf(word: string): number | null {
  const lower = word.toLowerCase().normalize('NFC')
  return stems.find(([stem]) => lower.startsWith(stem))?.[1] ?? null
}
