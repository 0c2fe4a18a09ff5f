/** What stands in and around the shown content of a mail. */
export const deShowing = {
  content: 'E-Mail-Inhalt',
  quoted: 'Zitierte Nachricht',
  leadsTo: '[führt zu {target}]',
  pictures: 'Nicht geladene Bilder aus dem Internet: {count}. Beim Laden erführe der Absender, dass Sie die Mail lesen.',
  notes: {
    cut: 'Diese Mail ist sehr lang und hier gekürzt. Das Original ist vollständig.',
    'only-text': 'Diese Mail ist für die Darstellung zu aufwendig gebaut. Hier steht nur ihr Text; das Original ist vollständig.',
    unreadable: 'Diese Mail lässt sich hier nicht darstellen. Das Original ist vollständig und lässt sich laden.',
    empty: 'Diese Mail hat keinen Text.',
  },
  unnamed: 'Anhang',
}
