export const deStart = {
  embedded:
    'Postakte läuft mit der eingebauten Datenbank: zum Ausprobieren. Sie übersteht einen Absturz, aber keinen Stromausfall; für den Betrieb nehmen Sie PostgreSQL (docs/operate.md).',
  address: 'Adresse:  {address}',
  login: 'Kennwort: {password}   (es wird nur jetzt gezeigt)',
  knownLogin: 'Kennwort: wie beim ersten Start gezeigt. Verloren? Server beenden, dann: npm run postakte -- login new',
  newLogin: 'Neues Kennwort: {password}',
} as const
