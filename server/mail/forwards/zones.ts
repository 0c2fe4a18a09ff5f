/** Names of zones that mail programs write, in minutes east of UTC. Only such as mean one offset in mail of our users. */
const named: Readonly<Record<string, number>> = {
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  mez: 60,
  cest: 120,
  mesz: 120,
  eet: 120,
  oez: 120,
  eest: 180,
  oesz: 180,
  msk: 180,
  trt: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  brt: -180,
}

/** `GMT+3`, `UTC+2`, `+0200`, `(GMT+01:00)`, `CEST`, `-0400` right behind the time; null when there is none. */
export function zoneIn(rest: string): number | null {
  const offset = /^.{0,14}?(?:gmt|utc)?\s?([+\u2212-])(\d{1,2}):?(\d{2})?(?!\d)/i.exec(rest)
  if (offset) return offsetOf(offset[1] === '+' ? 1 : -1, Number(offset[2]), Number(offset[3] ?? 0))
  const name = /(?<!\p{L})([a-z]{1,4})(?!\p{L})\s?\)?\s?:?$/iu.exec(rest.trim())?.[1]?.toLowerCase()
  return name === undefined ? null : (named[name] ?? null)
}

const offsetOf = (sign: number, hours: number, minutes: number) => (hours <= 14 && minutes < 60 ? sign * (hours * 60 + minutes) : null)
