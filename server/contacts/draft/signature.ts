/** What a signature tells of its writer, as far as it is plain to see; a person looks at it before anything is made. */
export interface SignatureFacts {
  readonly phones: readonly string[]
  /** '' when no line looks like a company. */
  readonly companyName: string
  /** The first line when it looks like a person's name, else ''. */
  readonly personName: string
}

export function readSignature(signature: string): SignatureFacts {
  const parts = signature
    .split(/\n|\s[|·•]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.length <= 200)
    .slice(0, 60)
  return {
    phones: phonesIn(parts),
    companyName: (parts.find(isCompany) ?? '').replace(/,.*$/, '').trim().slice(0, 120),
    personName: parts[0] !== undefined && isPerson(parts[0]) ? parts[0] : '',
  }
}

/** A number with its area code: `+49 30 1234-56`, `(030) 12 34 56`; the word before it tells a fax. */
const numbered = /(?:(fax|telefax)[^\d+(]{0,12})?((?:\+\s?\d|\(0|\(\+|\b0)[\d\s()/.–-]{4,25}\d)/gi
const date = /^\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}$/

function phonesIn(parts: readonly string[]): string[] {
  const found = parts
    .filter((part) => !/^f(?:ax)?\s?[.:]/i.test(part) && !smallPrint.test(part))
    .flatMap((part) => [...part.matchAll(numbered)])
    .filter(([, fax, number]) => fax === undefined && !date.test(number!))
    .map(([, , number]) => number!.trim())
    .filter((number) => /^.{7,30}$/.test(number) && number.replace(/\D/g, '').length >= 7)
  return [...new Set(found)].slice(0, 5)
}

const legalForm =
  /(?:^|\s)(?:g?GmbH(?: & Co\.? ?(?:KG|OHG))?|AG|SE|KGaA|KG|OHG|oHG|GbR|PartG|UG(?: \(haftungsbeschränkt\))?|e\.\s?K\.|e\.\s?V\.|eG|Ltd\.?|Inc\.?|LLC|SARL|SAS|S\.A\.|S\.p\.A\.|S\.r\.l\.|B\.V\.|Verlag|Stiftung)(?=[\s,.)]|$)/
/** What the law wants below a letter: it names the company's court, not the company. */
const smallPrint =
  /geschäftsführ|amtsgericht|register|handelsreg|\bhr[ab]\b|ust-?id|umsatzsteuer|vorstand|aufsichtsrat|^sitz\b|managing director/i

const isCompany = (part: string) => legalForm.test(part) && !smallPrint.test(part) && !part.includes('@')
const isPerson = (part: string) =>
  /^(?:(?:Dr|Prof|Dipl)\.[\p{L}.-]*\s){0,3}\p{Lu}[\p{L}.'’-]*(?:\s(?:von|van|de|der|den|zu|du|la|\p{Lu}[\p{L}.'’-]*)){1,4}$/u.test(part) &&
  !legalForm.test(part)
