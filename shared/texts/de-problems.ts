/** Problem code → sentence: what happened, then what to do. Keep sorted. */
export const deProblems = {
  'file-not-found': 'Die Datei {path} gibt es nicht. Prüfen Sie den Pfad.',
}
