export const deMailboxes = {
  added: 'Das Postfach {name} ist angelegt und antwortet. Ein laufender Server nimmt es in wenigen Sekunden auf.',
  changed: 'Das Postfach {name} ist geändert und antwortet. Ein laufender Server nimmt das in wenigen Sekunden auf.',
  works: 'Das Postfach {name} antwortet. Ordner: {folders}',
  well: 'in Ordnung',
  privateLeft: 'private Mails, die nicht aufgenommen sind: {count}, die neueste vom {at}',
} as const
