/** Value behind `--name` on a command line. */
export function optionValue(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  return at === -1 ? undefined : args[at + 1]
}

/** Values behind each `--name`: one or several, up to the next option. */
export function optionValues(args: readonly string[], name: string): string[] {
  return args.flatMap((one, at) => (one === name ? plainWords(args.slice(at + 1)) : []))
}

/** Words before the first option. */
export function plainWords(args: readonly string[]): string[] {
  const end = args.findIndex((one) => one.startsWith('--'))
  return args.slice(0, end === -1 ? undefined : end)
}
