/** Elements that never hold others, and those whose end tag people leave out: they build no depth. */
const shallow = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dd dt td th tr tbody thead option o:p'.split(' '),
)

/**
 * True when more elements stay open than any mail program writes. Parsers that keep a stack of them are quadratic in its
 * depth (400,000 `div`: 120 s), so such HTML is read by the tokenizer alone.
 */
export function nestsDeeply(html: string, most = 2_000): boolean {
  let open = 0
  let deepest = 0
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9:]{0,14})/g)) {
    if (shallow.has(name!.toLowerCase())) continue
    open = slash === '' ? open + 1 : Math.max(0, open - 1)
    deepest = Math.max(deepest, open)
    if (deepest > most) return true
  }
  return false
}
