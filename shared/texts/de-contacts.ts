export const deContacts = {
  read: 'Gelesen als {encoding}, Trennzeichen „{delimiter}“. Spalten:',
  column: '  {header} → {column}',
  passedOver: '  {header} → wird übergangen',
  columns: {
    number: 'Kundennummer',
    externalId: 'externe Id',
    name: 'Name',
    firstName: 'Vorname',
    company: 'Firma',
    companyNumber: 'Kundennummer der Firma',
    address: 'E-Mail-Adresse',
    phone: 'Telefon',
  },
  wouldTake: '{good} Kontakte würden aufgenommen, {refused} Zeilen abgelehnt. Es wurde nichts geschrieben.',
  progress: '{count} von {all} …',
  done: 'Fertig: {created} neu, {changed} schon bekannt, {refused} abgelehnt.',
} as const
