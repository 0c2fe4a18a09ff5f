/** What a payload tries with: a call that the test hears, and a host that only this payload names. */
export interface Probe {
  /** Tells the window around everything, from any frame and any origin; no quotes, no blanks. */
  readonly js: string
  readonly id: number
  readonly host: string
  /** `http://…` of that host. */
  readonly url: string
}

/** Name and HTML of one attack. */
export type Payload = readonly [name: string, html: (probe: Probe) => string]

/** Attacks of one class, known from public collections (OWASP, H5SC, PortSwigger, DOMPurify, Roundcube's advisories), written anew. */
export interface PayloadClass {
  readonly name: string
  readonly payloads: readonly Payload[]
}

/** Text in every notation that a parser turns back into it. */
export const decimal = (text: string) => [...text].map((sign) => `&#${sign.charCodeAt(0)};`).join('')
export const paddedDecimal = (text: string) => [...text].map((sign) => `&#${String(sign.charCodeAt(0)).padStart(7, '0')}`).join('')
export const hexadecimal = (text: string) => [...text].map((sign) => `&#x${sign.charCodeAt(0).toString(16)};`).join('')
export const cssEscapes = (text: string) => [...text].map((sign) => `\\${sign.charCodeAt(0).toString(16)} `).join('')
export const base64 = (text: string) => Buffer.from(text).toString('base64')
export const percent = (text: string) => [...text].map((sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
