const unstorable = /[\0]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text that PostgreSQL takes: no NUL (text and jsonb refuse it), no lone surrogates; each becomes U+FFFD. */
export const storable = (text: string): string => text.replace(unstorable, '\uFFFD')

/** JSON as a query parameter, every string in it storable. */
export const json = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? storable(one) : one))
