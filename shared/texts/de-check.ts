/** What must hold, each as it should be. */
export const deCheck = {
  invariants: {
    'original-without-sighting': 'Jedes Original wurde irgendwo gesehen.',
    'original-changed': 'Kein Original ist verändert.',
    'sighting-waits': 'Keine Mail wartet länger als eine Viertelstunde.',
    'sighting-of-other-mail': 'Was eine Mail hat, ist fertig bearbeitet.',
    'mail-without-activity': 'Jede Mail steht im Verlauf.',
    'mail-without-todo': 'Jede Mail, die nicht sicher abgelegt ist, hat ein ToDo.',
    'todo-of-filed-mail': 'Keine abgelegte Mail hat noch ein offenes ToDo.',
    'filing-differs': 'Jede Zuordnung hat Zeit und Mail ihrer Aktivität.',
    'filed-twice': 'Nichts liegt zweimal am selben Ort.',
    'audience-differs': 'Jede Mail sehen genau die, die ihre Vorgänge sehen.',
    'event-in-the-future': 'Kein Ereignis liegt in der Zukunft.',
    'case-clock-differs': 'Die Wartezeit jedes Vorgangs stimmt mit seinen Mails überein.',
    'filing-at-merged-case': 'An keinem Vorgang, der in einem anderen aufging, liegt noch etwas.',
    'folder-in-itself': 'Kein Ordner liegt in sich selbst.',
    'mail-without-words': 'Jede Mail, bis zu der die Suche gekommen ist, ist durch ihre Wörter zu finden.',
    'read-otherwise': 'Jede Mail liest sich wie am ersten Tag.',
    'settings-careless': 'PostgreSQL ist so eingestellt, dass weder ein Stromausfall noch ein Fehler des Datenträgers Mails kostet.',
  },
  good: 'Alles stimmt.',
  bad: '{count} Prüfungen sind nicht in Ordnung. Sichern Sie die Datenbank, bevor Sie etwas ändern; die genannten Nummern führen zu den Zeilen.',
}
