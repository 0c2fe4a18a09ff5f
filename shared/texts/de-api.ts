/** The page of the API and what its document says beside the routes' own words. */
export const deApi = {
  title: 'Postakte: die Schnittstelle',
  intro:
    'Alle Wege, die Panel, Schreibtisch und fremde Programme nehmen. Jeder Aufruf trägt sein Zugangstoken als „Authorization: Bearer …“. Fehler kommen als problem+json mit einem Code und einem Satz in der Sprache des Nutzers.',
  document: 'OpenAPI 3.1 als JSON',
  anyone: 'Ohne Anmeldung',
  signedIn: 'Für jeden, der angemeldet ist',
  permission: 'Braucht das Recht',
  idempotencyKey: 'Ein eigener Schlüssel für jede Änderung: dieselbe Anfrage noch einmal ändert nichts ein zweites Mal.',
  parameters: 'Angaben in Pfad und Adresse',
  body: 'Inhalt der Anfrage',
  answer: 'Antwort',
  problems: 'Was schiefgehen kann',
  bytes: 'Bytes',
  events: 'Ein Strom von Ereignissen (text/event-stream)',
  nothing: 'Nichts (204)',
  otherLanguage: 'English',
}
