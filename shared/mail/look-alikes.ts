/** Letters of other scripts that look like Latin ones: a label of these alone is made to be mistaken (reliability C20). */
const latinTwins = /^[аеорсухіјѕԁһӏԛԝʏɡɩոսօցհοανρτυκ0-9-]+$/u

/** One label in letters that mix scripts, or only in letters that look Latin. Linear; takes the domain as people see it. */
export function hasLookAlikeLabel(domain: string): boolean {
  return domain.split('.').some((label) => !/^[\x20-\x7e]*$/.test(label) && (mixesScripts(label) || latinTwins.test(label)))
}

/** Latin together with Cyrillic, Greek, Armenian or Cherokee in one word: no language writes so. */
const mixesScripts = (label: string) =>
  /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(label)
