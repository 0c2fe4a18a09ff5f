export const deStart = {
  embedded:
    'Postakte läuft mit der eingebauten Datenbank: zum Ausprobieren. Sie übersteht einen Absturz, aber keinen Stromausfall; für den Betrieb nehmen Sie PostgreSQL (docs/operate.md).',
  address: 'Adresse:   {address}',
  login: 'Anmeldung: {login}',
  password: 'Kennwort:  {password}   (es wird nur jetzt gezeigt, und gilt auch für {others})',
  knownLogin: 'Kennwort:  wie beim ersten Start gezeigt. Verloren? Server beenden, dann: npm run postakte -- user password {login}',
  noUsers: 'Noch kann sich niemand anmelden. Den ersten Nutzer macht: postakte user add LOGIN --name "Vorname Nachname" --role admin',
} as const
