/** One command of `postakte`. Lives beside the feature that it drives, as <name>.command.ts. */
export interface Command {
  /** First words on the command line, such as 'import contacts'. */
  readonly name: string
  /** One line for `postakte --help`, German and English. */
  readonly summary: { readonly de: string; readonly en: string }
  /** Text of `--help`, German and English. */
  readonly usage: { readonly de: string; readonly en: string }
  /** Exit code. Throws a Problem for what the user can mend. */
  run(args: readonly string[], io: CommandIo): Promise<number>
}

export interface CommandIo {
  readonly language: 'de' | 'en'
  readonly input: NodeJS.ReadableStream
  out(line: string): void
  /** Progress and errors. */
  err(line: string): void
}
