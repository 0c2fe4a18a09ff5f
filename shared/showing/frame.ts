import { type Language, texts } from '../texts/texts'

/** Without allow-scripts and allow-same-origin: nothing runs, and the frame is a stranger to the page around it. */
export const frameSandbox = 'allow-popups allow-popups-to-escape-sandbox'

/** Attributes of the iframe that shows a mail's document; the document itself is its `srcdoc`. */
export const frameAttributes = (language: Language): Readonly<Record<string, string>> => ({
  sandbox: frameSandbox,
  referrerpolicy: 'no-referrer',
  title: texts[language].showing.content,
})
