/** What `postakte doctor` says: how it is, and what to do where it is not good. */
export const deDoctor = {
  areas: {
    database: 'Datenbank',
    sender: 'Wer wir sind, und ob Absender geprüft werden',
    mailboxes: 'Postfächer',
    people: 'Anmeldung',
    work: 'Arbeit',
    address: 'Adresse',
  },
  findings: {
    'database-version': 'PostgreSQL {version}',
    'database-old': 'PostgreSQL {version} ist zu alt: Es braucht 15 oder neuer.',
    'database-encoding': 'Die Datenbank ist in {encoding} angelegt. Legen Sie sie mit ENCODING ‘UTF8’ neu an.',
    'database-careless':
      'In PostgreSQL ist eingestellt: {settings}. Nach einem Stromausfall oder einem Fehler des Datenträgers fehlten Mails. Stellen Sie das Gegenteil ein und starten Sie PostgreSQL neu.',
    'database-embedded':
      'Die eingebaute Datenbank in {folder}: zum Ausprobieren. Sie übersteht einen Absturz, keinen Stromausfall. Für den Betrieb setzen Sie DATABASE_URL auf ein PostgreSQL.',
    'database-in-use':
      'Die eingebaute Datenbank in {folder} hat der laufende Server für sich (Prozess {pid}): Was in ihr steht, ist erst zu sehen, wenn er beendet ist. Mit PostgreSQL geht beides zugleich.',
    'clock-apart':
      'Die Uhr der Datenbank und die dieses Rechners gehen {seconds} Sekunden auseinander: Anmeldungen können scheitern. Stellen Sie beide nach einem Zeitserver (NTP).',
    'schema-same': 'Die Tabellen passen zu dieser Fassung.',
    'schema-none':
      'Es gibt noch keine Tabellen: Der Server legt sie beim ersten Start an. Starten Sie ihn, und rufen Sie „doctor“ noch einmal auf.',
    'schema-older': 'Die Tabellen sind von einer älteren Fassung: Der Server bringt sie beim nächsten Start auf den Stand.',
    'schema-newer': 'Die Datenbank gehört schon zu einer neueren Fassung von Postakte: Rufen Sie „doctor“ von dieser auf.',
    own: 'Eigene Domains: {domains}',
    'own-none':
      'Keine eigene Domain ist genannt: Kollegen gelten als Fremde, und eigene Mail wird wie die von Kunden behandelt. Setzen Sie POSTAKTE_OWN_DOMAINS.',
    'forwarding-none':
      'Keine Weiterleitungsadresse ist genannt (POSTAKTE_FORWARDING, etwa crm@…): Was von Hand dorthin weitergeleitet wird, gilt nicht als Mail seines ursprünglichen Absenders.',
    authserv: 'Absender werden geprüft: {checked} von {mails} der neuesten Mails tragen das Ergebnis von {ids}.',
    'authserv-some':
      'Nur {checked} von {mails} der neuesten Mails tragen ein Prüfergebnis von {ids}; zuoberst steht dort: {seen}. Kommt Mail auch über einen anderen Server herein, nennen Sie ihn in POSTAKTE_AUTHSERV_IDS, wenn er Ihrer ist.',
    'authserv-other':
      'Keine der neuesten {mails} Mails trägt ein Prüfergebnis von {ids}: Kein Absender gilt als bewiesen. Zuoberst steht dort: {seen}. Nennen Sie in POSTAKTE_AUTHSERV_IDS den Namen, den Ihr eigener Mailserver schreibt, und nur diesen.',
    'authserv-none':
      'POSTAKTE_AUTHSERV_IDS ist nicht gesetzt: Kein Absender lässt sich beweisen. Welcher Name es ist, steht in einer Mail von außen zuoberst bei „Authentication-Results“.',
    'authserv-none-though':
      'POSTAKTE_AUTHSERV_IDS ist nicht gesetzt: Kein Absender lässt sich beweisen. In den neuesten {mails} Mails steht zuoberst: {seen}. Nehmen Sie den Namen, den Ihr eigener Mailserver schreibt, und nur diesen.',
    'authserv-no-mail':
      'Ob {ids} der Name ist, den Ihr Mailserver schreibt, zeigt sich an der ersten Mail. Rufen Sie „doctor“ danach noch einmal auf.',
    mailbox: '{name}: Anmeldung als {login} an {host}, Ordner {folder}',
    'mailbox-none': 'Noch kein Postfach: „postakte mailbox add --help“ zeigt, wie eines angelegt wird.',
    'mailbox-silent': '{name}: {host} antwortet seit einer Minute nicht. Prüfen Sie Netz und Firewall.',
    'watch-folder': 'Überwachter Ordner: {folder}',
    'watch-folder-shut': 'Im überwachten Ordner {folder} darf der Server nicht lesen und schreiben, oder es gibt ihn nicht.',
    people: 'Anmelden können sich: {users}, davon verwalten Nutzer: {managers}',
    'people-none': 'Niemand kann sich anmelden, der Nutzer verwalten darf: postakte user add NAME --name "Vorname Nachname" --role admin',
    service: 'Der Anmeldedienst {address} antwortet.',
    'service-silent':
      'Der Anmeldedienst {address} antwortet nicht, wie er soll ({reason}). Prüfen Sie die Adresse und ob dieser Rechner ihn erreicht (docs/people.md).',
    work: 'Keine Mail wartet, das Protokoll ist versiegelt.',
    'mails-wait': 'Mails, die warten: {count}, die älteste seit {minutes} Minuten. Läuft der Server? Sein Protokoll nennt den Grund.',
    'journal-unsealed': 'Einträge des Protokolls, die seit mehr als fünf Minuten ohne Siegel sind: {count}. Läuft der Server?',
    quarantine: 'Mails in der Quarantäne: {count}. „postakte quarantine list“ nennt die Gründe.',
    'private-left':
      'Private Mails, die in den Postfächern liegen geblieben sind: {count}. „postakte mailbox list“ sagt, in welchen (docs/mailboxes.md).',
    'disk-low': 'Auf dem Datenträger von {folder} sind noch {megabytes} MB frei.',
    address: '{url} antwortet.',
    'address-none':
      'POSTAKTE_URL ist nicht gesetzt: Nutzer sähen {url}. Setzen Sie die Adresse, unter der sie den Server erreichen, mit https://.',
    'address-plain':
      '{url} ist unverschlüsselt: Outlook lädt von dort nichts, und Thunderbird nimmt keine neuen Fassungen an. Setzen Sie einen Proxy mit TLS davor und POSTAKTE_URL auf dessen https://-Adresse.',
    'address-here': '{url} erreicht nur dieser Rechner: gut zum Ausprobieren.',
    'address-unknown': 'Den Namen {host} gibt es von diesem Rechner aus nicht. Prüfen Sie POSTAKTE_URL und das DNS.',
    'address-silent': '{url} antwortet nicht ({reason}). Läuft der Server, und leitet der Proxy an ihn weiter?',
    'address-certificate':
      'Dem Zertifikat von {host} ist nicht zu trauen ({reason}): Mailprogramme laden von dort nichts. Ist es von einer Zertifizierungsstelle der Firma, geben Sie sie Node mit NODE_EXTRA_CA_CERTS, und den Rechnern der Nutzer ebenso.',
    'address-other': 'Unter {url} antwortet etwas anderes als Postakte (Status {status}). Prüfen Sie, wohin der Proxy leitet.',
    'address-ill': '{url} antwortet, meldet aber eine Störung (Status {status}): Eine Datenbank oder ein Postfach fehlt ihm, siehe oben.',
    certificate: 'Das Zertifikat gilt bis {until}.',
    'certificate-soon': 'Das Zertifikat gilt nur noch {days} Tage, bis {until}. Erneuern Sie es.',
    'add-ins': 'Beide Add-ins sind zu haben: {page}',
    'add-ins-missing':
      'Der Server gibt nicht heraus, was die Mailprogramme laden: {paths}. Ist das Programm gebaut, und lässt der Proxy diese Pfade durch?',
    'proxy-unknown':
      'Der Server hört nur auf {host}, also steht ein Proxy davor, aber POSTAKTE_TRUSTED_PROXIES nennt keinen: Alle Nutzer teilen sich einen Zähler falscher Kennwörter. Nennen Sie die Adresse des Proxys.',
  },
  good: 'Alles ist eingerichtet.',
  hints: 'Alles geht; Hinweise: {hints}.',
  bad: 'Was nicht geht: {bad}. Was zu tun ist, steht dabei.',
}
