/** Problems with cases and folders: code → what happened, then what to do. */
export const deCaseProblems = {
  'case-assignee-cannot-see': 'Wer den Vorgang bearbeiten soll, darf ihn nicht sehen. Wählen Sie jemand anderen, oder ein anderes Team.',
  'case-closed': 'Der Vorgang ist geschlossen. Öffnen Sie ihn zuerst wieder.',
  'case-merge-closed':
    'Ein offener Vorgang lässt sich nicht mit einem geschlossenen zusammenführen. Öffnen Sie den geschlossenen zuerst, oder führen Sie andersherum zusammen.',
  'case-merge-same': 'Das ist derselbe Vorgang. Wählen Sie einen anderen.',
  'case-merged': 'Dieser Vorgang ist im Vorgang {number} aufgegangen. Ändern Sie dort, oder nehmen Sie das Zusammenführen zurück.',
  'case-merged-further':
    'Der andere Vorgang ist inzwischen selbst in einem weiteren aufgegangen. Nehmen Sie zuerst dessen Zusammenführen zurück.',
  'case-not-merged': 'Dieser Vorgang ist mit keinem anderen zusammengeführt.',
  'case-not-yours': 'Das darf nur, wem der Vorgang gehört.',
  'case-title-missing': 'Vom Betreff der Mail bleibt ohne Vorsätze und Kennungen nichts übrig. Geben Sie dem Vorgang einen Titel.',
  'folder-circle': 'Ein Ordner kann nicht in sich selbst liegen. Wählen Sie einen anderen Ort.',
  'folder-exists': 'Einen Ordner „{name}“ gibt es dort schon. Wählen Sie einen anderen Namen.',
  'folder-not-empty': 'Im Ordner „{name}“ liegt noch etwas. Räumen Sie ihn zuerst aus.',
  'folder-other-team': 'Alle Ordner unter einem Ordner gehören demselben Team. Wählen Sie einen Ort in diesem Team.',
}
