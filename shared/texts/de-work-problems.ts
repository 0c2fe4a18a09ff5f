/** Problems with activities, to-dos, follow-ups, snippets and documents: code → what happened, then what to do. */
export const deWorkProblems = {
  'activity-has-no-such-field': 'Diese Art von Eintrag hat kein Feld „{field}“. Lassen Sie es weg.',
  'assignee-would-not-see': 'Wem Sie das geben wollen, der dürfte es nicht sehen. Wählen Sie jemanden, der Zugang dazu hat.',
  'document-empty': 'Die Datei ist leer. Wählen Sie eine andere.',
  'follow-up-in-the-past': 'Dieser Tag ist schon vorbei. Wählen Sie heute oder einen späteren.',
  'snippet-placeholder-unknown': 'Den Platzhalter „{given}“ gibt es nicht. Es gibt: {known}.',
  'time-zone-unknown': 'Die Zeitzone „{timeZone}“ gibt es nicht. Gemeint ist ein Name wie Europe/Berlin.',
  'todo-is-filed':
    'Die Mail zu diesem Klärfall ist inzwischen abgelegt. Machen Sie das Ablegen rückgängig, dann ist der Klärfall wieder offen.',
  'todo-is-personal': 'Dieser Klärfall kam in ein persönliches Postfach. Geben Sie ihn einem Team, dann sehen ihn auch andere.',
}
