export const deJournalProblems = {
  'journal-head-wrong': '„{given}“ ist kein Hash eines Siegels. Gemeint sind die 64 Zeichen, die „postakte journal head“ ausgibt.',
  'journal-record-wrong': '„{given}“ nennt keinen Datensatz. Die Form ist ART:NUMMER, zum Beispiel case:4711.',
  'journal-since-wrong': '„{given}“ ist kein Datum. Die Form ist 2026-03-01 oder 2026-03-01T08:00:00Z.',
  'journal-user-unknown': 'Einen Nutzer mit der Anmeldung „{login}“ gibt es nicht. Prüfen Sie die Schreibweise.',
}
