/** Contacts as a German publisher has them: common names more often than rare ones, umlauts in every spelling, people with a company. */
export interface GeneratedContact {
  readonly id: number
  readonly kind: 'person' | 'company'
  readonly number: string
  readonly name: string
  readonly company: number | null
  readonly address: string
  readonly phone: string
  readonly active: boolean
}

const words = (text: string) => text.split(/\s+/)

/** Most common first. */
const lastNames = words(
  `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Yılmaz Öztürk Nowak Kowalski Petrović Nguyen Özdemir Lüdenscheidt Wößner Großmann Brückner Strauß Preuß Heß Voß Kößler Hübner Förster Böttcher Löffler Röder Häußler Dörr Gärtner Märkle Bürger Süß Übelacker Östreicher Ägidius`,
)
const firstNames = words(
  `Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Uwe Werner Horst Frank Dieter Manfred Gerhard Hans Bernd Thorsten Matthias Helmut Walter Heinz Martin Jörg Rolf Jens Sven Alexander Ursula Karin Helga Sabine Ingrid Renate Monika Susanne Gisela Petra Birgit Andrea Anna Claudia Brigitte Elisabeth Ute Heike Nicole Angelika Stefanie Julia Katharina Ilse Maria Christine Martina Gabriele Anke Silke Jan Tim Lukas Jonas Felix Leon Paul Ben Max Noah Emma Mia Lea Lena Laura Sarah Jasmin Katrin Kathrin Käthe Bärbel Sönke Björn Götz Özlem Ümit Zoë René André Chloé Søren Łukasz Joe Samuel Manuela Michaela Raphaela Daniela`,
)
const trades = words(
  `Verlag Buchhandlung Druckerei Anzeigen Medien Werbung Autohaus Bäckerei Metallbau Möbelhaus Elektro Sanitär Gartenbau Spedition Apotheke Praxis Kanzlei Steuerberatung Immobilien Versicherungen Reisebüro Hotel Gasthof Brauerei Weingut Maschinenbau Software Consulting Logistik Großhandel`,
)
const legalForms = words('GmbH GmbH GmbH AG KG OHG e.K. UG')
const towns = words(
  `Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover Nürnberg Duisburg Bochum Wuppertal Bielefeld Bonn Münster Würzburg Göttingen Lübeck Fürth`,
)
const freeMail = words('gmx.de web.de t-online.de gmail.com outlook.de freenet.de')

export function* generateContacts(count: number, random: () => number): Generator<GeneratedContact> {
  for (let id = 1; id <= count; id++) yield isCompany(id) ? company(id, random) : person(id, count, random)
}

/** Two in ten. */
const isCompany = (id: number) => id % 5 === 1

function company(id: number, random: () => number): GeneratedContact {
  const name = `${pick(trades, random)} ${often(lastNames, random)} ${random() < 0.4 ? `${pick(towns, random)} ` : ''}${pick(legalForms, random)}`
  return { id, kind: 'company', ...numbered(id, random), name, company: null, address: `info@${domainOf(id)}` }
}

function person(id: number, count: number, random: () => number): GeneratedContact {
  const first = often(firstNames, random)
  const double = random() < 0.05 ? `-${often(lastNames, random)}` : ''
  const last = spelled(`${often(lastNames, random)}${double}`, random)
  const employer = random() < 0.4 ? 1 + 5 * Math.floor((random() * count) / 5) : null
  const domain = employer === null ? pick(freeMail, random) : domainOf(employer)
  const local = `${mailLetters(first)}.${mailLetters(last)}${employer === null ? Math.floor(random() * 100) : ''}`
  return { id, kind: 'person', ...numbered(id, random), name: `${first} ${last}`, company: employer, address: `${local}@${domain}` }
}

const numbered = (id: number, random: () => number) => ({
  number: String(100_000 + id),
  phone: `0${[30, 40, 89, 221, 171, 160][Math.floor(random() * 6)]} ${1_000_000 + Math.floor(random() * 9_000_000)}`,
  active: random() < 0.92,
})

const domainOf = (id: number) => `firma-${id.toString(36)}.example`
/** One in eight umlauts is written with an e. */
const spelled = (name: string, random: () => number) => (random() < 0.125 ? withoutUmlauts(name) : name)
const withoutUmlauts = (name: string) =>
  name.replace(/[äöüßÄÖÜ]/g, (sign) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' })[sign]!)
const mailLetters = (name: string) =>
  withoutUmlauts(name)
    .normalize('NFKD')
    .replace(/[^a-zA-Z-]/g, '')
    .toLowerCase()

const pick = (list: readonly string[], random: () => number) => list[Math.floor(random() * list.length)]!
/** The first of the list most often. */
const often = (list: readonly string[], random: () => number) => list[Math.floor(list.length * random() ** 2)]!
