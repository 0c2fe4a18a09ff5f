import type { ReadMail } from '../read-mail'

const longest = 20_000

/** What the other server says, without the mail that it sends back below. */
export function explanationOf(mail: ReadMail): string {
  const text = mail.text.slice(0, longest)
  const cut = copyBelow.exec(text)
  const explanation = cut && cut.index > 20 ? text.slice(0, cut.index) : text
  return explanation.slice(0, 8_000)
}

/** Lines above the returned mail: qmail, Exim, Postfix, Sendmail, OpenSMTPD, DragonFly, IMail, Notes, 1&1, MailMarshal … */
const copyBelow =
  /^[-\s*|]{0,40}(?:below this line is a copy|below is a copy|this is a copy of (?:the|your) message|original message follows|the header of the original message|message header(?:s)? follow|unsent message (?:below|follows)|returned message|message text follows|the original message (?:is|was) (?:attached|below)|the following is a copy|included (?:is|below)|(?:here|this) is (?:a|the) copy|copy of your message|original mail info|the body of (?:your|the) message|undelivered message|original message header|text of your message|message contents follow|start of the returned message|ursprüngliche nachricht|anbei die ursprüngliche)|^(?:received|return-path): /im
