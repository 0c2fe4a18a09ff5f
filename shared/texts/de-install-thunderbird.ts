/** The page /install/thunderbird. {…} are filled in, links already made. */
export const deInstallThunderbird = {
  title: 'Postakte in Thunderbird',
  lead: 'Ein Administrator verteilt das Add-on einmal für alle; jeder meldet sich danach nur noch an. Wer es vorher ausprobieren will, installiert es aus der Datei.',
  notReady: {
    heading: 'So kann Thunderbird das Add-on noch nicht nutzen',
    because:
      'Die Adresse dieser Installation ist {base}. Das Add-on sendet Mails nur an Adressen, die mit https:// beginnen, oder an denselben Rechner.',
    steps: [
      'Stellen Sie vor den Server einen Proxy mit einem Zertifikat, dem die Rechner der Nutzer vertrauen.',
      'Setzen Sie {url} auf die Adresse, unter der die Nutzer ihn erreichen, etwa {example}, ohne Pfad dahinter, und {proxies} auf die Adresse des Proxys.',
      'Starten Sie den Server neu und laden Sie diese Seite noch einmal: Dann steht hier das Add-on.',
    ],
  },
  ready: 'Diese Installation ist bereit: Das Add-on spricht mit {base}.',
  onlyHere: 'Die Adresse {base} gilt nur auf diesem Rechner. Zum Ausprobieren genügt das, zum Verteilen nicht.',
  onlyInside:
    'Die Adresse {base} gibt es vermutlich nur im eigenen Netz. Außerhalb zeigt das Add-on nur, dass es den Server nicht erreicht.',
  elsewhere:
    'Sie sehen diese Seite unter {here}, das Add-on spricht aber mit {base}. Stimmt diese Adresse nicht, setzen Sie {url} und starten Sie den Server neu.',
  addOn: {
    heading: 'Das Add-on',
    download: 'Add-on herunterladen',
    about:
      'Version {version}, für Thunderbird {from} und neuer, auf Windows, Mac und Linux. Es kennt diesen Server schon und darf nur ihn erreichen.',
    libraries: 'Was darin von anderen ist, mit den Lizenzen: {vendor}',
  },
  everyone: {
    heading: 'Für alle: eine Richtlinie der Firma',
    download: 'policies.json herunterladen',
    needs:
      'Mit dieser Datei installiert jedes Thunderbird das Add-on beim nächsten Start von {addOn}, ohne zu fragen; abschalten kann man es dort nicht. Gibt es schon eine {file}, übernehmen Sie ihre beiden Einträge dorthin.',
    places: [
      ['Windows', 'Legen Sie sie in den Ordner {windows}, den Sie neben thunderbird.exe anlegen.'],
      [
        'Windows, als Gruppenrichtlinie',
        'Mit den Vorlagen von {templates}: Computerkonfiguration, Administrative Vorlagen, Mozilla, Thunderbird, „Extension Management“. Als Wert dort diese Zeile:',
      ],
      [
        'Mac',
        'Legen Sie sie in den Ordner {mac}. Verwalten Sie die Geräte, verteilen Sie stattdessen {plist} als Einstellungen für org.mozilla.thunderbird.',
      ],
      ['Linux', 'Legen Sie sie als {linux} ab.'],
    ],
    check:
      'Ob sie gelesen wurde, steht in Thunderbird unter „Hilfe“, „Informationen zur Fehlerbehebung“, „Unternehmensrichtlinien“. Die Anfrage geht an {addOn}: Vertraut Thunderbird dem Zertifikat dort nicht, etwa weil es von einer Zertifizierungsstelle der Firma ist, kommt auch das Add-on nicht. Dann hilft in derselben Datei der Eintrag {certificates}; das Add-on kommt danach unter Umständen erst beim zweiten Start.',
  },
  oneself: {
    heading: 'Für sich allein',
    steps: [
      'Laden Sie oben das Add-on herunter.',
      'Öffnen Sie in Thunderbird „Add-ons und Themes“ und ziehen Sie die Datei {file} auf die Seite. Oder wählen Sie dort hinter dem Zahnrad „Add-on aus Datei installieren …“.',
      'Thunderbird zeigt, was das Add-on darf. Klicken Sie auf „Hinzufügen“.',
    ],
  },
  first: {
    heading: 'Zum ersten Mal',
    steps: [
      'Öffnen Sie eine Mail: Rechts daneben steht Postakte und bittet um die Anmeldung.',
      'Klicken Sie auf „Anmelden“. Auf der Seite, die aufgeht, steht, was an den Server gesendet wird und wann.',
      'Klicken Sie auf „Im Browser anmelden“, melden Sie sich dort an und bestätigen Sie den Code. Zurück in Thunderbird steht neben der Mail, wer schreibt.',
    ],
  },
  updates: {
    heading: 'Neue Versionen',
    byItself:
      'Thunderbird fragt einmal am Tag bei {updates} nach und holt eine neue Version von selbst; sie kommt mit dem Update des Servers. Verteilen müssen Sie nichts mehr.',
    none: 'Von einer Adresse ohne https:// nimmt Thunderbird keine neuen Versionen an: Installieren Sie das Add-on nach einem Update des Servers noch einmal aus der Datei.',
    site: 'Das Add-on hat hier dieselbe Kennung wie auf der Add-on-Seite von Thunderbird, {id}: Es gibt in einem Thunderbird nur eines von beiden, und das zuletzt installierte gilt. Nur das von hier kennt diesen Server von selbst.',
  },
  wrong: {
    heading: 'Wenn etwas nicht geht',
    list: [
      [
        'Das Add-on erscheint nicht.',
        'Öffnen Sie {addOn} auf demselben Rechner im Browser. Kommt eine Zertifikatswarnung, traut auch Thunderbird der Adresse nicht; kommt nichts, erreicht der Rechner den Server nicht. Starten Sie Thunderbird danach ganz neu.',
      ],
      ['„Add-on ist nicht kompatibel“', 'Dieses Thunderbird ist älter als {from}. Aktualisieren Sie es.'],
      [
        'Firefox meldet ein beschädigtes Add-on.',
        'Die Datei ist für Thunderbird. Speichern Sie sie mit der rechten Maustaste und „Ziel speichern unter …“.',
      ],
      [
        'Neben der Mail steht „Postakte darf Ihren Server noch nicht erreichen“.',
        'Das Add-on kommt von woanders oder die Richtlinie nennt eine andere Adresse. Klicken Sie auf „Einrichten“ und erlauben Sie den Zugriff, oder installieren Sie das Add-on von hier.',
      ],
      [
        'Neben der Mail steht „Der Server ist nicht erreichbar“.',
        'Öffnen Sie {base} im Browser. Was Sie inzwischen ablegen, wird gesendet, sobald er wieder da ist.',
      ],
    ],
  },
} as const
