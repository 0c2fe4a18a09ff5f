/** What may go wrong between the panel, the mail program and the server. */
export const dePanelProblems = {
  'host-other-mail': 'Inzwischen ist eine andere Mail geöffnet. Es wurde nichts getan; sehen Sie nach, und versuchen Sie es noch einmal.',
  'host-no-answer': 'Das Mailprogramm antwortet nicht. Versuchen Sie es noch einmal, oder öffnen Sie die Mail neu.',
  'host-not-offered': 'Das kann dieses Mailprogramm nicht.',
  'host-refused': 'Das Mailprogramm lehnt das ab. Öffnen Sie die Mail neu; bleibt es dabei, fehlt Postakte dort eine Berechtigung.',
  'host-too-large': 'Das ist zu groß für das Mailprogramm.',
  'outbox-needs-mail': 'Der Server kennt diese Mail noch nicht. Öffnen Sie die Mail, und legen Sie sie noch einmal ab.',
  'manifest-base':
    'Outlook nimmt nur Adressen, die mit https:// beginnen und keinen Pfad haben. Tragen Sie die Adresse des Servers so ein: {base} genügt nicht.',
  'add-on-base':
    'Das Add-on für Thunderbird sendet Mails nur an Adressen, die mit https:// beginnen, oder an denselben Rechner; {base} ist keine davon.',
  'manifest-id': 'Die Kennung {id} ist keine GUID. Legen Sie eine neue an.',
}
