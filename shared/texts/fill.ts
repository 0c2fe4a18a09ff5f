/** Puts facts into a sentence: '{name}'. A fact that is missing stays visible as {name}. */
export function fill(sentence: string, facts: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => facts[key] ?? whole)
}
