/** Problem code → sentence: what happened, then what to do. Keep sorted. */
export const deProblems = {
  'directory-unreadable':
    'Das Verzeichnis {path} ist nicht lesbar: {reason} (bei {place}). Prüfen Sie das Format.',
  'file-not-found': 'Die Datei {path} gibt es nicht. Prüfen Sie den Pfad.',
  'no-file-named': 'Es fehlt eine Datei. Aufruf: postakte {command} --help zeigt, wie es geht.',
}
