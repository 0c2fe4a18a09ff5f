const words = new Set(
  `danke dank dankeschön vielen viele besten herzlichen herzlich lieben ganz sehr schön nochmals nochmal ihnen dir euch dafür für die ihre schnelle antwort hilfe rückmeldung
   info auskunft ok okay super prima perfekt alles klar bestens erledigt gerne gern liebe lieber beste freundliche freundlichen grüße grüssen grüßen gruß gruss grüsse mit lg vg mfg bg hallo guten tag
   schönes wochenende schönen noch und
   thanks thank you many so much lot again for the your quick reply help great perfect all good fine best kind regards cheers dear hi hello and have a nice day
   merci beaucoup encore bien reçu parfait cordialement bonne journée bonjour et`.split(/\s+/),
)
const thanking = new Set(['danke', 'dank', 'dankeschön', 'thanks', 'thank', 'merci'])
const most = 12

/** Nothing but thanks and courtesies ("Vielen Dank! Viele Grüße, Anna Huber"); the sender's own name may stand below. */
export function isThanks(text: string, senderName: string): boolean {
  if (/[?\d]/.test(text)) return false
  const said = wordsOf(text)
  const name = new Set(wordsOf(senderName))
  return said.length <= most && said.some((word) => thanking.has(word)) && said.every((word) => words.has(word) || name.has(word))
}

const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? []
