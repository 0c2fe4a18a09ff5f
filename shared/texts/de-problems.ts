/** Problem code → sentence: what happened, then what to do. Keep sorted. */
export const deProblems = {
  'directory-unreadable': 'Das Verzeichnis {path} ist nicht lesbar: {reason} (bei {place}). Prüfen Sie das Format.',
  'file-not-found': 'Die Datei {path} gibt es nicht. Prüfen Sie den Pfad.',
  'no-file-named': 'Es fehlt eine Datei. Aufruf: postakte {command} --help zeigt, wie es geht.',
  'quarantine-which': 'In der Quarantäne liegt keine Mail „{given}“. „postakte quarantine list“ zeigt die Nummern; „retry all“ nimmt alle.',
  'config-unknown': 'Die Einstellung {name} gibt es nicht. Gemeint war vielleicht {near}. Alle stehen in docs/operate.md.',
  'config-wrong': 'Die Einstellung {name} hat keinen gültigen Wert: {reason}. Was erlaubt ist, steht in docs/operate.md.',
  'database-full':
    'Die Datenbank hat keinen Platz mehr ({reason}). Schaffen Sie Platz auf ihrem Datenträger: Die Mails bleiben im Postfach {name} und werden danach von selbst aufgenommen.',
  'database-newer':
    'Die Datenbank gehört schon zu einer neueren Fassung von Postakte. Starten Sie diese; zurück zur älteren geht es nur mit einer Sicherung von davor.',
  'database-no-folder':
    'Im Ordner {folder} liegt keine Datenbank. Setzen Sie POSTAKTE_DATA oder DATABASE_URL wie beim Server, oder starten Sie ihn einmal (npm start).',
  'database-no-member':
    'Der Datenbankbenutzer {user} darf nicht als postakte_api arbeiten. Als Verwalter von PostgreSQL: grant postakte_api to {user};',
  'database-not-durable':
    'In PostgreSQL ist {setting} eingestellt: Nach einem Stromausfall oder einem Fehler des Datenträgers fehlten Mails. Stellen Sie das Gegenteil ein und starten Sie neu.',
  'database-rights-lost':
    'Der Datenbank fehlen die Regeln, wer was sehen darf: So ist es nach einer Sicherung, die ohne die Rolle postakte_api zurückgespielt wurde. Spielen Sie sie in eine leere Datenbank noch einmal ein, wie docs/operate.md es unter „Backup“ sagt.',
  'database-unreachable': 'Die Datenbank auf {host} gibt keinen Zugang ({reason}). Prüfen Sie DATABASE_URL, und ob PostgreSQL läuft.',
  'embedded-in-production':
    'Die eingebaute Datenbank ist zum Ausprobieren. Setzen Sie DATABASE_URL auf ein PostgreSQL, oder POSTAKTE_ALLOW_EMBEDDED=yes, wenn Verlust nichts ausmacht.',
  'explain-folder-in-use':
    'Der Ordner {folder} wird gerade von einem Server benutzt (Prozess {pid}). Ziehen Sie die Mail auf dessen Seite /dev/mails: dort steht dasselbe, und nichts wird aufgenommen. Oder beenden Sie den Server.',
  'explain-no-tables':
    'In dieser Datenbank fehlen Tabellen von Postakte, oder sie sind von einer älteren Fassung. Starten Sie den Server einmal (npm start): er legt sie an.',
  'folder-in-use': 'Der Ordner {folder} wird schon von einem Server benutzt (Prozess {pid}). Beenden Sie ihn zuerst.',
  'secret-missing':
    'Es fehlt POSTAKTE_SECRET_KEY: 32 Zeichen oder mehr, geheim, auf allen Servern gleich. Ein neuer: openssl rand -hex 32.',
  'private-mail-team':
    'POSTAKTE_PRIVATE_MAIL nennt das Team {name}: es gibt es nicht, oder es ist nicht geschlossen. Legen Sie es an (postakte team add) und schließen Sie es (postakte team close), oder lassen Sie private Mail mit leave in den Postfächern.',
  'private-mail-user':
    'POSTAKTE_PRIVATE_MAIL nennt {name}: diesen Nutzer gibt es nicht, oder er ist abgeschaltet. Nennen Sie einen anderen, oder lassen Sie private Mail mit leave in den Postfächern.',
  'mailbox-exists': 'Ein Postfach mit dem Namen {name} gibt es schon. Wählen Sie einen anderen Namen, oder entfernen Sie das alte.',
  'mailbox-unknown': 'Ein Postfach mit dem Namen {name} gibt es nicht. postakte mailbox list zeigt alle.',
  'mailbox-secret-sealed':
    'Das Kennwort des Postfachs {name} lässt sich nicht öffnen: der POSTAKTE_SECRET_KEY ist ein anderer als beim Anlegen. Stellen Sie ihn wieder her, oder legen Sie das Postfach neu an.',
  'mailbox-login':
    'Das Postfach {name} nimmt die Anmeldung als {login} nicht an ({reason}). Prüfen Sie Benutzer und Kennwort; bei zweistufiger Anmeldung braucht es ein App-Kennwort oder OAuth2.',
  'mailbox-host-unknown': 'Den Mailserver {host} gibt es nicht. Prüfen Sie den Namen und ob dieser Rechner DNS hat.',
  'mailbox-refused': 'Der Mailserver {host} nimmt auf Port {port} keine Verbindung an. Prüfen Sie Port und Firewall (IMAP mit TLS: 993).',
  'mailbox-certificate':
    'Dem Zertifikat von {host} ist nicht zu trauen ({reason}). Lassen Sie es auf den Namen {host} ausstellen, oder geben Sie Node die Firmen-CA mit NODE_EXTRA_CA_CERTS.',
  'mailbox-no-tls': '{host} spricht auf Port {port} kein TLS. Nehmen Sie Port 993, oder --security starttls auf Port 143.',
  'mailbox-no-starttls':
    '{host} bietet auf Port {port} keine Verschlüsselung (STARTTLS) an, oder jemand hält sie zurück. Das Kennwort wurde nicht gesendet. Nehmen Sie --security tls auf Port 993, oder schalten Sie STARTTLS am Server ein.',
  'mailbox-tampered':
    'In die Verbindung zu {host} hat jemand geschrieben, bevor sie verschlüsselt war. Das Kennwort wurde nicht gesendet. Prüfen Sie, was zwischen diesem Rechner und dem Mailserver steht, und nehmen Sie --security tls auf Port 993.',
  'mailbox-quota':
    'Das Postfach {name} ist voll ({reason}). Schaffen Sie dort Platz; die Mails bleiben liegen und werden danach aufgenommen.',
  'mailbox-folder':
    'Den Ordner {folder} gibt es im Postfach {name} nicht. Prüfen Sie die Schreibweise; postakte mailbox test zeigt die Ordner.',
  'mailbox-move':
    'In den Ordner {target} lässt sich nicht verschieben ({reason}). Prüfen Sie, ob es ihn gibt und ob er voll ist. Die Mails sind aufgenommen und bleiben, wo sie sind.',
  'mailbox-move-full':
    'Der Ordner {target} oder das Postfach {name} ist voll ({reason}). Die Mails sind aufgenommen und bleiben, wo sie sind; neue werden weiter aufgenommen. Schaffen Sie Platz, dann wird nachgeholt.',
  'mailbox-mark':
    'Im Ordner {folder} des Postfachs {name} lässt sich nichts als gelesen markieren ({reason}). Die Mails sind aufgenommen. Geben Sie {login} das Recht dazu, oder nehmen Sie --afterwards leave.',
  'mailbox-uidvalidity':
    'Der Mailserver nummeriert die Mails im Ordner {folder} des Postfachs {name} nicht verlässlich ({reason}). Postakte nimmt daraus nichts auf, damit keine Mail verwechselt wird. Fragen Sie den Betreiber des Mailservers; oft hilft es, den Index des Ordners neu aufzubauen.',
  'mailbox-cannot-move':
    'Der Mailserver kann nicht nach {target} verschieben, ohne auch fremde gelöschte Mails zu entfernen (ihm fehlen MOVE und UIDPLUS). Die Mails sind aufgenommen und bleiben, wo sie sind. Nehmen Sie --afterwards read.',
  'mailbox-failed': 'Das Postfach {name} antwortet nicht wie erwartet: {reason}. Postakte versucht es weiter.',
  'mailbox-not-encrypted': 'Unverschlüsselt verbindet Postakte nur auf diesem Rechner, nicht mit {host}. Nehmen Sie --security tls.',
  'mailbox-mail-too-large':
    'Im Postfach {name} liegen {count} Mails über der Grenze von {limit} MB ({reason}). Sie bleiben dort. Heben Sie POSTAKTE_MAX_MAIL_BYTES, oder legen Sie sie von Hand ab.',
  'mailbox-oauth-grant': 'Für OAuth2 fehlt etwas im Geheimnis des Postfachs: {reason}. docs/mailboxes.md zeigt die Form.',
  'mailbox-oauth-refused':
    'Der Anmeldedienst {host} gibt keinen Zugang mehr (Status {status}, {reason}). Erneuern Sie die Zustimmung oder das Client-Geheimnis: postakte mailbox change NAME --oauth2.',
  'mailbox-oauth-unreachable':
    'Der Anmeldedienst {host} antwortet nicht wie erwartet (Status {status}, {reason}). Postakte versucht es weiter. Hält es an, prüfen Sie tokenUrl und die Firewall.',
  'mailbox-oauth-not-encrypted': 'Beim Anmeldedienst {host} meldet sich Postakte nur verschlüsselt an. Nehmen Sie eine tokenUrl mit https.',
  'mailbox-oauth-login':
    'Das Postfach {name} nimmt das Zugangstoken für {login} nicht an ({reason}). Prüfen Sie, ob die Zustimmung für dieses Postfach und für IMAP gilt (scope), und ob IMAP am Postfach eingeschaltet ist.',
  'mailbox-no-way-in':
    'Der Mailserver {host} kennt die Art der Anmeldung nicht, die für {name} eingestellt ist. Er nimmt entweder kein OAuth2 (dann --password), oder nur OAuth2 (dann --oauth2).',
  'mailbox-option': 'Für das Postfach fehlt {name}. postakte mailbox add --help zeigt alle Angaben.',
  'not-found': '{path} gibt es nicht.',
  'login-needed': 'Bitte melden Sie sich an.',
  'mail-too-large': 'Die Mail ist größer als {limit} MB. POSTAKTE_MAX_MAIL_BYTES hebt die Grenze.',
  'mail-empty': 'Die Datei ist leer. Wählen Sie eine .eml-Datei.',
  'mail-unknown': 'Eine Mail mit der Nummer {id} gibt es hier nicht mehr. Laden Sie die Liste neu.',
  'mail-unreadable':
    'Diese Mail lässt sich nicht lesen ({reason}). Aufgenommen läge sie vollständig in der Quarantäne; die anderen gingen weiter.',
  'port-taken':
    'Auf Port {port} läuft schon etwas. Ist Postakte schon gestartet? Sonst beenden Sie das andere Programm, oder setzen Sie POSTAKTE_PORT auf einen freien Port.',
  'port-forbidden': 'Port {port} darf dieser Benutzer nicht öffnen. Setzen Sie POSTAKTE_PORT auf einen Port ab 1024.',
  'host-not-ours': '{host} ist keine Adresse dieses Rechners. Setzen Sie POSTAKTE_HOST auf 127.0.0.1, oder 0.0.0.0 für alle.',
  'command-word': '„{given}“ kennt der Befehl nicht. postakte {command} --help zeigt, wie es geht.',
  'archive-empty':
    'Im Ordner {path} liegen keine .eml-Dateien, und er ist kein Maildir. Nennen Sie den Ordner mit den Mails, oder eine mbox-Datei.',
  'not-an-mbox': '{path} ist keine mbox-Datei: sie beginnt nicht mit „From “. Für einzelne Mails nennen Sie ihren Ordner.',
  'mbox-mail-too-large':
    'In {path} ist ab Byte {offset} kein Ende einer Mail zu finden. Die Mails davor sind aufgenommen. Prüfen Sie die Datei.',
  'mailbox-option-wrong': '{name} kann nicht {value} sein. Erlaubt: {allowed}.',
  'contact-no-name': 'Zeile {line}: kein Name und keine Firma. Tragen Sie eines davon ein.',
  'contact-bad-number': 'Zeile {line}: „{number}“ ist keine Kundennummer. Erlaubt sind bis zu 12 Ziffern.',
  'contact-bad-address': 'Zeile {line}: „{address}“ ist keine E-Mail-Adresse. Berichtigen oder leeren Sie das Feld.',
  'contact-twice': 'Zeile {line}: {key} steht schon in Zeile {first}. Die erste gilt; entfernen Sie eine davon.',
  'contact-bad-id': 'Zeile {line}: die externe Id „{id}“ ist länger als 200 Zeichen. Prüfen Sie, ob die Spalte stimmt.',
  'contact-torn':
    'Zeile {line}: die Kundennummer {number} und die externe Id {id} gehören zwei verschiedenen Kontakten. Berichtigen Sie eine, oder führen Sie die Kontakte zusammen.',
  'contact-clash':
    'Zeile {line}: {key} hat schon ein anderer Kontakt. Rufen Sie den Import noch einmal auf, oder berichtigen Sie die Zeile.',
  'contact-company-unknown':
    'Zeile {line}: aufgenommen, aber eine Firma mit der Kundennummer {number} gibt es nicht. Nehmen Sie die Firma auf und rufen Sie den Import noch einmal auf.',
  'contact-owner-unknown':
    'Zeile {line}: aufgenommen ohne Betreuer; „{owner}“ ist kein Nutzer, oder mehrere heißen so. Nehmen Sie die Anmeldung oder die E-Mail-Adresse.',
  'contact-bad-card': 'Zeile {line}: die vCard ist nicht lesbar. Exportieren Sie sie neu.',
  'contacts-not-csv': '{path} ist keine Textdatei. Speichern Sie die Tabelle als CSV.',
  'contacts-empty': '{path} ist leer. Exportieren Sie die Kontakte noch einmal.',
  'contacts-no-such-column': 'Eine Spalte „{column}“ gibt es in {path} nicht. Gefunden: {found}.',
  'contacts-quote-open':
    '{path}: bis Zeile {line} geht ein Anführungszeichen nicht wieder zu. Schließen Sie es und rufen Sie den Import noch einmal auf; was davor steht, ist gelesen.',
  'contacts-no-header': 'In {path} fehlt die Kopfzeile mit Name oder Firma. Gefunden: {found}. Die erste Zeile muss die Spalten nennen.',
  'contacts-csv-broken': '{path} ist als CSV nicht lesbar: {reason}.',
  'contacts-no-cards': 'In {path} steht keine vCard.',
}
