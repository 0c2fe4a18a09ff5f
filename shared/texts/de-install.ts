import { deInstallThunderbird } from './de-install-thunderbird'

/** The pages /install: how Postakte comes into the mail programs. {…} are filled in, links already made. */
export const deInstall = {
  title: 'Installieren',
  otherLanguage: 'English',
  lead: 'Postakte sitzt neben der geöffneten Mail. Wählen Sie Ihr Mailprogramm.',
  programs: {
    outlook: { name: 'Outlook', what: 'Microsoft 365 und Exchange: im Browser, neues und klassisches Outlook für Windows, Mac.' },
    thunderbird: { name: 'Thunderbird', what: 'Ab Version 140, auf Windows, Mac und Linux.' },
  },
  thunderbird: deInstallThunderbird,
  outlook: {
    title: 'Postakte in Outlook',
    lead: 'Ein Administrator verteilt das Add-in einmal für alle. Wer es vorher ausprobieren will, richtet es sich selbst ein.',
    menus: 'Microsoft benennt seine Menüs gelegentlich um; der Weg bleibt derselbe.',
    notReady: {
      heading: 'Outlook kann das Add-in so noch nicht laden',
      because:
        'Die Adresse dieser Installation ist {base}. Outlook lädt nur, was mit https:// beginnt; ein Manifest dafür würde es ablehnen.',
      steps: [
        'Stellen Sie vor den Server einen Proxy mit einem Zertifikat, dem die Rechner der Nutzer vertrauen.',
        'Setzen Sie {url} auf die Adresse, unter der die Nutzer ihn erreichen, etwa {example}, ohne Pfad dahinter, und {proxies} auf die Adresse des Proxys.',
        'Starten Sie den Server neu und laden Sie diese Seite noch einmal: Dann steht hier das Manifest.',
      ],
    },
    ready: 'Diese Installation ist bereit: Outlook lädt das Add-in von {base}.',
    onlyHere: 'Die Adresse {base} gilt nur auf diesem Rechner. Zum Ausprobieren genügt das, zum Verteilen nicht.',
    onlyInside:
      'Die Adresse {base} gibt es vermutlich nur im eigenen Netz. Dort läuft das Add-in; Microsoft kann das Manifest aber nicht von ihr holen. Laden Sie es überall als Datei hoch.',
    elsewhere:
      'Sie sehen diese Seite unter {here}, das Add-in wird aber von {base} geladen. Stimmt diese Adresse nicht, setzen Sie {url} und starten Sie den Server neu.',
    manifest: {
      heading: 'Das Manifest',
      download: 'Manifest herunterladen',
      address: 'Als Adresse zum Eintragen: {manifest}',
      version:
        'Version {version}, Kennung {id}. Die Kennung bleibt dieser Installation; die Version steigt, wenn sich das Manifest ändert.',
    },
    everyone: {
      heading: 'Für alle, mit Microsoft 365',
      needs: 'Sie brauchen die Rolle Exchange-Administrator oder Globaler Administrator; die Postfächer liegen bei Exchange Online.',
      steps: [
        'Öffnen Sie {admin} und dort „Einstellungen“, „Integrierte Apps“.',
        'Wählen Sie „Benutzerdefinierte Apps hochladen“ und als App-Typ „Office-Add-In“.',
        'Wählen Sie „Link zur Manifestdatei angeben“, tragen Sie {manifest} ein und klicken Sie auf „Überprüfen“. Kommt Microsoft nicht an Ihren Server heran, laden Sie die heruntergeladene Datei „vom Gerät“ hoch.',
        'Bestimmen Sie, wer es bekommt: zuerst „Nur ich“ oder eine kleine Gruppe, später „Gesamte Organisation“. Gruppen in Gruppen zählen nicht.',
        'Nehmen Sie die Berechtigung „Lesen und Schreiben im Postfach“ an. Postakte kennzeichnet damit abgelegte Mails mit einer Kategorie und liest mehrere markierte auf einmal.',
        'Klicken Sie auf „Bereitstellung fertig stellen“. Bis es überall erscheint, vergehen Minuten bis 24 Stunden; das klassische Outlook braucht dazu einen Neustart.',
      ],
      later:
        'Das Panel selbst wird mit dem Server aktualisiert. Nur wenn die Version oben höher ist als die im Admin Center, geben Sie dort das Manifest noch einmal an; bis es alle haben, vergehen bis zu 72 Stunden.',
    },
    onPremises: {
      heading: 'Für alle, mit eigenem Exchange-Server',
      needs: 'Für Exchange 2016, 2019 und SE. Der Exchange-Server und die Rechner der Nutzer müssen {base} erreichen.',
      steps: [
        'Setzen Sie {origins} auf die Adresse Ihres Outlook im Browser, etwa {example}, und starten Sie Postakte neu: Erst dann wird das Panel dort angezeigt.',
        'Öffnen Sie das Exchange Admin Center (/ecp) und dort „Organisation“, „Add-Ins“, „+“, „Aus URL hinzufügen“ mit {manifest} oder „Aus Datei hinzufügen“.',
        'Öffnen Sie den neuen Eintrag, machen Sie das Add-in für Benutzer verfügbar, und wählen Sie, ob es an ist und ob man es abschalten darf.',
      ],
      shell: 'Oder in der Exchange Management Shell:',
      less: 'Das Panel bleibt dort nicht angeheftet, und Outlook gibt weniger her: Mails werden aus ihren Teilen zusammengesetzt.',
    },
    oneself: {
      heading: 'Für sich allein',
      needs: 'Gilt für Outlook im Browser, das neue und das klassische Outlook für Windows und für den Mac: Das Add-in hängt am Postfach.',
      steps: [
        'Laden Sie oben das Manifest herunter.',
        'Öffnen Sie {sideload}. Outlook im Browser geht auf und nach einigen Sekunden das Fenster „Add-Ins für Outlook“. Im klassischen Outlook führt auch „Datei“, „Informationen“, „Add-Ins verwalten“ dorthin.',
        'Wählen Sie „Meine Add-Ins“, ganz unten unter „Benutzerdefinierte Add-Ins“ „Benutzerdefiniertes Add-In hinzufügen“ und „Aus Datei hinzufügen“.',
        'Wählen Sie {file} und bestätigen Sie.',
        'Laden Sie Outlook neu. Im klassischen Outlook kann es bis zu 24 Stunden dauern, bis der Knopf erscheint.',
      ],
    },
    first: {
      heading: 'Zum ersten Mal',
      steps: [
        'Öffnen Sie eine Mail und klicken Sie auf „Postakte“: im Menüband, im neuen Outlook und im Browser unter „Apps“ an der Mail.',
        'Klicken Sie auf „Im Browser anmelden“, melden Sie sich an und bestätigen Sie den Code, den das Panel zeigt.',
        'Heften Sie das Panel mit der Nadel an: Es folgt dann der Mail, die Sie öffnen.',
      ],
    },
    wrong: {
      heading: 'Wenn etwas nicht geht',
      list: [
        [
          'Das Manifest wird abgelehnt.',
          'Laden Sie es als Datei hoch statt über den Link. Wird auch sie abgelehnt, liegt dort meist schon eine neuere Version: Vergleichen Sie Kennung und Version.',
        ],
        [
          '„Benutzerdefiniertes Add-In hinzufügen“ fehlt.',
          'Der Administrator hat es abgeschaltet: Im Exchange Admin Center fehlt der Rollenzuweisungsrichtlinie die Rolle „My Custom Apps“.',
        ],
        [
          'Der Knopf erscheint nicht.',
          'Warten Sie die 24 Stunden ab und starten Sie Outlook neu. An Unzustellbarkeitsnachrichten, in Gruppenpostfächern und an Mails, die als Datei geöffnet wurden, zeigt Outlook keine Add-Ins; auf dem Telefon gibt es Postakte nicht.',
        ],
        [
          'Das Panel bleibt leer.',
          'Öffnen Sie {pane} auf demselben Rechner im Browser. Kommt eine Zertifikatswarnung, vertraut der Rechner dem Zertifikat nicht; kommt nichts, erreicht er den Server nicht. Erreichbar sein muss auch {office}.',
        ],
      ],
    },
  },
} as const
