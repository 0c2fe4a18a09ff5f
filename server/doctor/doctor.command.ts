import { fill, problemText, texts } from '@postakte/shared/texts/texts'
import type { Command } from '../command'
import { readConfig } from '../config'
import { examine } from './examine'
import type { Finding, State } from './finding'

const marks: Readonly<Record<State, string>> = { good: '✓', hint: '!', bad: '✗' }

export const command: Command = {
  name: 'doctor',
  summary: {
    de: 'Sieht nach, ob alles eingerichtet ist: Datenbank, Absenderprüfung, Postfächer, Anmeldung, Adresse und Zertifikat',
    en: 'Looks whether everything is set up: database, sender check, mailboxes, sign-in, address and certificate',
  },
  usage: {
    de: 'postakte doctor [--json]\nMit denselben Einstellungen wie der Server, während er läuft. Ändert nichts; meldet sich an jedem Postfach an und ruft die Adresse auf, die die Nutzer sehen.\n✓ in Ordnung   ! geht, könnte aber besser sein   ✗ geht nicht. Endet mit 1, wenn etwas nicht geht.\nOb in der Datenbank alles stimmt, prüft „postakte check“.',
    en: 'postakte doctor [--json]\nWith the same settings as the server, while it runs. Changes nothing; signs in to every mailbox and asks the address that users see.\n✓ in order   ! works, but could be better   ✗ does not work. Ends with 1 when something does not work.\nWhether all is right in the database is checked by “postakte check”.',
  },
  async run(args, io) {
    const words = texts[io.language].doctor
    const asJson = args.includes('--json')
    const count = { good: 0, hint: 0, bad: 0 }
    const sentence = ({ name, facts, problem }: Finding) =>
      problem ? problemText(problem, io.language) : name === 'problem' ? '' : fill(words.findings[name], facts)
    await examine(readConfig(), (area, findings) => {
      if (!asJson) io.out(words.areas[area])
      for (const finding of findings) {
        count[finding.state]++
        const { state, name, problem } = finding
        if (asJson) io.out(JSON.stringify({ area, state, name: problem?.code ?? name, text: sentence(finding) }))
        else io.out(`  ${marks[state]} ${sentence(finding)}`)
      }
    })
    const { hint, bad } = count
    io.err(bad > 0 ? fill(words.bad, { bad: String(bad) }) : hint > 0 ? fill(words.hints, { hints: String(hint) }) : words.good)
    return bad > 0 ? 1 : 0
  },
}
