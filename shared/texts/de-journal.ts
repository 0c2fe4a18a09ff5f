export const deJournal = {
  server: 'Server',
  onBehalfOf: '{user} für {other}',
  erased: '[Angaben gelöscht]',
  progress: '{rows} Einträge geprüft …',
  sound:
    'Das Protokoll ist unversehrt: {rows} Einträge in {seals} Siegeln, davon {erased} mit gelöschten Angaben; {unsealed} noch nicht versiegelt.',
  unsound:
    '{findings} Befunde bei {rows} Einträgen in {seals} Siegeln. Heben Sie diese Ausgabe auf, ändern Sie nichts an der Datenbank, vergleichen Sie die genannten Einträge mit einer Sicherung (postakte journal show), und klären Sie, wer die Datenbank als Eigentümer oder Superuser erreicht. Mehr in docs/journal.md.',
  unsealedLong: 'Seit {unsealedSince} wurde nichts versiegelt, {unsealed} Einträge warten. Prüfen Sie, ob ein Server läuft.',
  head: 'Jüngstes Siegel ({headAt}): {head}',
  noHead: 'Noch ist nichts versiegelt. Ein laufender Server versiegelt jede Sekunde.',
  findings: {
    'row-touched': 'Eintrag {row} (Siegel {seal}) wurde nach dem Versiegeln geändert. Eine Sicherung zeigt, was vorher dort stand.',
    'row-exchanged': 'Eintrag {row} (Siegel {seal}) hat den Inhalt von Eintrag {other}: sie wurden vertauscht oder umnummeriert.',
    'row-removed': 'Eintrag {row} (Siegel {seal}) wurde entfernt. Holen Sie ihn aus einer Sicherung.',
    'row-moved': 'Eintrag {row} gehört zu Siegel {seal}, nennt aber {found}: seine Stelle in der Kette wurde geändert.',
    'row-inserted': 'Eintrag {row} nennt Siegel {seal}, das ihn nicht kennt: er wurde nachträglich eingefügt.',
    'row-orphaned': 'Eintrag {row} nennt Siegel {seal}, das es nicht gibt: das Siegel wurde entfernt, oder der Eintrag ist eingefügt.',
    'row-misdated':
      'Eintrag {row} nennt als Zeit {at}, wurde aber zwischen anderen versiegelt (Siegel {seal}, {sealedAt}). Er ist nachträglich eingefügt, oder die Uhr der Datenbank sprang, oder eine Transaktion war über eine Stunde offen.',
    'facts-touched': 'Die Angaben von Eintrag {row} sind nicht mehr die, mit denen er geschrieben wurde. Eine Sicherung zeigt die alten.',
    'facts-removed':
      'Die Angaben von Eintrag {row} fehlen, ohne dass das Protokoll eine Löschung nennt. Holen Sie sie aus einer Sicherung.',
    'seal-touched': 'Siegel {seal} wurde geändert: für seine Einträge beweist es nichts mehr. Eine Sicherung zeigt das echte.',
    'seal-removed': 'Siegel {seals} fehlt: was darin stand, ist nicht mehr bewiesen. Holen Sie es aus einer Sicherung.',
    'chain-broken':
      'Siegel {seal} schließt nicht an Siegel {before} an: eines von beiden wurde ersetzt. Vergleichen Sie mit einer Sicherung.',
    'head-unknown':
      'Kein Siegel hat den Hash {head}. Die Kette hat {seals} Siegel, das jüngste von {at}. Das Ende wurde abgeschnitten, die Kette neu gemacht, oder eine ältere Sicherung eingespielt.',
  },
} as const
