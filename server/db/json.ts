const unstorable = /[\0]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text that PostgreSQL takes: no NUL (text and jsonb refuse it), no lone surrogates; each becomes U+FFFD. */
export const storable = (text: string): string => text.replace(unstorable, '\uFFFD')

/** JSON as a query parameter, every string in it storable. */
export function json(value: unknown): string {
  const text = JSON.stringify(value)
  return mayBeUnstorable.test(text) ? JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? storable(one) : one)) : text
}

/** As JSON.stringify writes NUL and lone surrogates. */
const mayBeUnstorable = /\\u(?:0000|d[89a-f])/
