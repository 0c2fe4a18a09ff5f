/** Mails and what is found in them. */
export const deMails = {
  attachment: 'Anhang',
}

export const deMailsProblems = {
  'search-no-word':
    'Danach lässt sich nicht suchen: es fehlt ein Wort, oder es sind nur kleine Wörter wie „und“ und „the“. Geben Sie ein Wort ein, das im Text steht.',
  'mail-too-costly':
    'Diese Mail ist so gebaut, dass sie sich nicht zeigen lässt. Das Original liegt vollständig vor; fragen Sie Ihre Verwaltung.',
}
