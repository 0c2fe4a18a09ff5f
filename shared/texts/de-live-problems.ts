/** Problems of presence, webhooks and addresses outside: code → what happened, then what to do. */
export const deLiveProblems = {
  'outside-address-wrong': 'Das ist keine Web-Adresse. Geben Sie eine mit https:// an, ohne Benutzer und Kennwort.',
  'outside-certificate': 'Dem Zertifikat des Empfängers ist nicht zu trauen. Lassen Sie es auf seinen Namen ausstellen.',
  'outside-host-refused':
    '{host} liegt im eigenen Netz, nicht im Internet. Soll es erlaubt sein, nimmt der Betreiber den Host in POSTAKTE_WEBHOOK_HOSTS auf.',
  'outside-host-unknown': 'Den Host {host} gibt es nicht. Prüfen Sie die Schreibweise.',
  'outside-not-encrypted': 'An {host} sendet Postakte nur verschlüsselt. Nehmen Sie eine Adresse mit https://.',
  'outside-not-http': 'Der Empfänger antwortet nicht wie ein Webserver. Prüfen Sie Adresse und Port.',
  'outside-stopped': 'Der Server wurde beendet, bevor der Empfänger antwortete. Es wird von selbst wiederholt.',
  'outside-too-slow': 'Der Empfänger hat zu lange nicht geantwortet. Er soll sofort mit 2xx antworten und danach arbeiten.',
  'outside-unreachable': 'Der Empfänger nimmt keine Verbindung an. Prüfen Sie Adresse, Port und Firewall.',
  'too-many-windows': 'Sie haben Postakte schon in {most} Fenstern offen. Schließen Sie einige.',
  'webhook-secret-sealed':
    'Das Geheimnis dieses Webhooks lässt sich nicht öffnen: der POSTAKTE_SECRET_KEY ist ein anderer als beim Anlegen. Stellen Sie ihn wieder her, oder legen Sie ein neues Geheimnis an.',
}
