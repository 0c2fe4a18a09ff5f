/** Domains where everybody may have an address: they name no company. */
export const freeMailDomains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de outlook.com outlook.de hotmail.com hotmail.de hotmail.fr live.com live.de msn.com
yahoo.com yahoo.de yahoo.fr yahoo.co.uk ymail.com aol.com aol.de icloud.com me.com mac.com arcor.de online.de 1und1.de mail.de mail.com email.de posteo.de posteo.net mailbox.org
protonmail.com proton.me tutanota.com tutanota.de tuta.io vodafone.de kabelmail.de unitymedia.de o2online.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it
bluewin.ch sunrise.ch hispeed.ch a1.net aon.at chello.at mail.ru yandex.ru yandex.com wp.pl onet.pl o2.pl interia.pl seznam.cz ziggo.nl kpnmail.nl planet.nl telenet.be skynet.be
btinternet.com ntlworld.com comcast.net verizon.net att.net sbcglobal.net qq.com 163.com 126.com naver.com`.split(/\s+/),
)
