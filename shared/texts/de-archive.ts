export const deArchive = {
  progress: '{count} Mails gelesen …',
  done: 'Fertig: {stored} Mails neu aufgenommen, {known} waren schon da, {left} sind privat und blieben, wo sie sind.',
} as const
