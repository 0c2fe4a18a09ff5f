/** Problems of contacts and opportunities. */
export const deRecordProblems = {
  'contact-number-taken':
    'Die Kundennummer {number} hat schon ein anderer Kontakt. Nehmen Sie eine andere, oder führen Sie beide zusammen.',
  'contact-own-company': 'Ein Kontakt kann nicht seine eigene Firma sein. Wählen Sie eine andere.',
  'contact-has-people': 'Zu dieser Firma gehören {count} Personen. Geben Sie ihnen zuerst eine andere Firma.',
  'contact-is-merged': 'Dieser Kontakt wurde mit „{name}“ zusammengeführt. Arbeiten Sie dort weiter.',
  'merge-with-itself': 'Das ist zweimal derselbe Kontakt. Wählen Sie den anderen.',
  'merge-of-two-kinds': 'Eine Person und eine Firma lassen sich nicht zusammenführen. Ändern Sie zuerst die Art des einen Kontakts.',
  'would-be-out-of-sight': 'Danach könnten Sie die Verkaufschance selbst nicht mehr sehen. Wenn Sie das wollen, übergeben Sie sie.',
  'opportunity-owner-cannot-see':
    'Wer die Verkaufschance betreuen soll, darf sie nicht sehen. Wählen Sie jemand anderen, oder ein anderes Team.',
  'opportunity-not-yours': 'Nur wer eine Verkaufschance betreut, macht sie privat. Übernehmen Sie sie zuerst.',
  'opportunity-still-open': 'Die Verkaufschance ist noch offen. Setzen Sie sie zuerst auf gewonnen oder verloren.',
  'import-torn':
    'Die Kundennummer {number} und die externe Id „{id}“ gehören zwei verschiedenen Kontakten. Berichtigen Sie eine, oder führen Sie die Kontakte zusammen.',
  'import-clash':
    'Die Kundennummer {number} oder die externe Id „{id}“ wird gerade an anderer Stelle vergeben. Schicken Sie die Zeile noch einmal.',
  'import-number-taken': 'Die Kundennummer {number} gehört einem Kontakt mit einer anderen externen Id. Berichtigen Sie eine von beiden.',
  'import-twice': 'Die externe Id „{id}“ steht in derselben Anfrage schon einmal. Die erste Zeile gilt; entfernen Sie die andere.',
  'import-owner-unknown': 'Aufgenommen ohne Betreuer: „{owner}“ ist kein Nutzer, oder mehrere heißen so. Nehmen Sie die Anmeldung.',
  'import-company-unknown': 'Aufgenommen ohne Firma: „{company}“ gibt es nicht. Schicken Sie die Firma, und dann diese Zeile noch einmal.',
  'case-number-taken': 'Die Vorgangsnummer {number} ist nicht frei. Nehmen Sie eine andere, oder lassen Sie sie weg.',
  'external-id-unusable': 'Unter der externen Id „{id}“ lässt sich nichts anlegen oder ändern. Nehmen Sie eine andere.',
  'merge-later-first': 'Inzwischen wurde weiter zusammengeführt, mit „{name}“. Machen Sie zuerst das spätere rückgängig.',
}
