export const deArchive = {
  progress: '{count} Mails gelesen …',
  done: 'Fertig: {stored} Mails neu aufgenommen, {known} waren schon da.',
} as const
