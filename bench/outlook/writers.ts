/** People of the demo world who write by turns: nobody stands in the card of the one before. */
const writers = [
  { name: 'Anna Huber', address: 'anna@huber-verlag.example' },
  { name: 'Dora Weiß', address: 'dora.weiss@werk8.example' },
  { name: 'Gerd Alt', address: 'gerd.alt44@web.de' },
  { name: 'Claire Petit', address: 'claire@librairie-petit.example' },
] as const

/** A mail that was never opened before. */
export const letterNumber = (number: number) => {
  const writer = writers[number % writers.length]!
  return { writer, messageId: `brief-${number}@bench.example`, subject: `Brief ${number}` }
}
export type Letter = ReturnType<typeof letterNumber>

/** What the server is asked of it. */
export const questionAbout = ({ writer, messageId, subject }: Letter) => ({
  messageIds: [messageId],
  thread: [],
  people: [{ address: writer.address, name: '', role: 'from' as const }],
  subject,
  mailbox: null,
  contactId: null,
  known: null,
})
