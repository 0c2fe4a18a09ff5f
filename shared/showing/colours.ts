/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number]

export const black: Colour = [0, 0, 0]
export const white: Colour = [255, 255, 255]

/** Names that mail programs write; any other is left away, as if the mail had not asked for a colour. */
const named: Readonly<Record<string, string>> = {
  aqua: '#00ffff',
  beige: '#f5f5dc',
  black: '#000000',
  blue: '#0000ff',
  brown: '#a52a2a',
  crimson: '#dc143c',
  cyan: '#00ffff',
  darkblue: '#00008b',
  darkgray: '#a9a9a9',
  darkgreen: '#006400',
  darkgrey: '#a9a9a9',
  darkorange: '#ff8c00',
  darkred: '#8b0000',
  dimgray: '#696969',
  dimgrey: '#696969',
  fuchsia: '#ff00ff',
  gainsboro: '#dcdcdc',
  gold: '#ffd700',
  gray: '#808080',
  green: '#008000',
  grey: '#808080',
  indigo: '#4b0082',
  ivory: '#fffff0',
  khaki: '#f0e68c',
  lavender: '#e6e6fa',
  lightblue: '#add8e6',
  lightgray: '#d3d3d3',
  lightgreen: '#90ee90',
  lightgrey: '#d3d3d3',
  lightyellow: '#ffffe0',
  lime: '#00ff00',
  magenta: '#ff00ff',
  maroon: '#800000',
  midnightblue: '#191970',
  navy: '#000080',
  olive: '#808000',
  orange: '#ffa500',
  orangered: '#ff4500',
  pink: '#ffc0cb',
  purple: '#800080',
  red: '#ff0000',
  royalblue: '#4169e1',
  silver: '#c0c0c0',
  skyblue: '#87ceeb',
  slategray: '#708090',
  steelblue: '#4682b4',
  teal: '#008080',
  tomato: '#ff6347',
  turquoise: '#40e0d0',
  violet: '#ee82ee',
  white: '#ffffff',
  whitesmoke: '#f5f5f5',
  yellow: '#ffff00',
}

/** An opaque colour as #rrggbb; null for everything else (transparency, variables, functions: text could hide in them). */
export function hexOf(text: string): string | null {
  const value = text.trim().toLowerCase()
  if (Object.hasOwn(named, value)) return named[value]!
  if (/^#[0-9a-f]{6}$/.test(value)) return value
  if (/^#[0-9a-f]{3}$/.test(value)) return value.replace(/[0-9a-f]/g, '$&$&')
  const parts = /^rgba?\(\s{0,3}(\d{1,3})[\s,]{1,4}(\d{1,3})[\s,]{1,4}(\d{1,3})\s{0,3}(?:[,/]\s{0,3}(?:1|1\.0|100%)\s{0,3})?\)$/.exec(value)
  return parts === null ? null : hex(parts.slice(1, 4).map(Number))
}

const hex = (parts: readonly number[]) =>
  parts.every((one) => one <= 255) ? `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}` : null

export function colourOf(text: string): Colour | null {
  const found = hexOf(text)
  return found === null ? null : ([1, 3, 5].map((at) => Number.parseInt(found.slice(at, at + 2), 16)) as unknown as Colour)
}

/** Contrast ratio as WCAG 2 counts it: 1 is invisible, 21 is black on white. */
export function contrast(one: Colour, other: Colour): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

export function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
