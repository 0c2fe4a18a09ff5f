/** Parameters of a statement that is put together of parts: `put` gives each its place. */
export function parameters() {
  const values: unknown[] = []
  return { values, put: (value: unknown) => `$${values.push(value)}` }
}
export type Put = ReturnType<typeof parameters>['put']
