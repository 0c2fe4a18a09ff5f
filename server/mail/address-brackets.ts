/** Index behind the comment that begins at `at` (RFC 5322 §3.2.2, nested); -1 when it has no end. */
export function commentEnd(text: string, at: number): number {
  let depth = 1
  let end = at + 1
  for (; end < text.length && depth > 0; end++) {
    if (text[end] === '\\') end++
    else if (text[end] === '(') depth++
    else if (text[end] === ')') depth--
  }
  return depth > 0 ? -1 : end
}

/** Index of the '>' of the angle bracket at `at`. One without an end reaches to the next comma: what follows is another person. */
export function angleEnd(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && text[end] !== '>' && text[end] !== '<') {
    if (text[end] === '"') {
      const close = text.indexOf('"', end + 1)
      if (close === -1) break
      end = close
    }
    end++
  }
  if (text[end] === '>') return end
  const mark = text.slice(at + 1, end).search(/[,;]/)
  return mark === -1 ? end : at + 1 + mark
}

/** Index of the quote that ends the one at `at`; behind the text when there is none. */
export function quoteEnd(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  return end
}
