/** Problems of the API: code → what happened, then what to do. */
export const deApiProblems = {
  'answer-shown-once':
    'Das ist schon geschehen, und die Antwort wird nur einmal gezeigt. Legen Sie ein neues Geheimnis an, wenn sie verloren ging.',
  'changed-meanwhile': 'Das hat inzwischen jemand geändert. Sehen Sie sich den neuen Stand an, und ändern Sie ihn dann.',
  'key-in-use': 'Dieselbe Änderung läuft gerade schon. Warten Sie einen Augenblick.',
  'key-used-otherwise': 'Dieser Idempotency-Key gehört zu einer anderen Anfrage. Nehmen Sie für jede Änderung einen neuen.',
  'not-allowed': 'Dafür fehlt Ihnen das Recht „{permission}“. Fragen Sie Ihre Verwaltung.',
  'record-unknown': 'Das gibt es nicht, oder nicht für Sie.',
  'request-too-large': 'Das ist zu groß: mehr als {most} Bytes. Schicken Sie weniger auf einmal.',
  'request-wrong': 'Einige Angaben stimmen nicht. Verbessern Sie die genannten Felder.',
  'server-busy': 'Der Server kommt gerade nicht an seine Datenbank. Versuchen Sie es in einer Minute noch einmal.',
  'server-unreachable':
    'Postakte ist unter {base} gerade nicht zu erreichen. Prüfen Sie die Verbindung; was Sie ablegen, geht nicht verloren.',
  bug: 'Das ist ein Fehler von Postakte. Er steht im Protokoll des Servers; es ging nichts verloren.',
}
