export const deMailboxes = {
  added: 'Das Postfach {name} ist angelegt und antwortet. Ein laufender Server nimmt es beim nächsten Start auf.',
  works: 'Das Postfach {name} antwortet. Ordner: {folders}',
  well: 'in Ordnung',
} as const
