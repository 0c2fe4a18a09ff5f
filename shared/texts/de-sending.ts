/** What is said before a mail is sent. Small, and of its own: the part of Outlook that looks at a mail on sending loads nothing else. */
export const deSending = {
  strangerKnown: '{address} ({name}) gehört nicht zum Vorgang {number} „{title}“.',
  stranger: '{address} gehört nicht zum Vorgang {number} „{title}“.',
  note: 'Im Text stehen Worte aus der internen Notiz „{note}“.',
  placeholder: 'Ein Platzhalter ist nicht ausgefüllt: {name}',
  stopped: 'Bitte noch einmal ansehen:',
  more: 'und {count} weitere.',
  whatToDo: 'Ändern Sie die Mail, oder lassen Sie sie in Postakte mit einer Begründung durch und senden Sie sie dann noch einmal.',
}
