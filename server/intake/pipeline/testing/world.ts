import { type Directory, directory } from '@postakte/shared/model/directory'
import { explainMail, explanationJson } from '../../explain'
import { directoryLookUp, ownOf } from '../directory-look-up'

/** A world of its own for filing: a wholesaler for garden tools and its customers. */
export const gardenWorld: Directory = directory.parse({
  own: {
    domains: ['spatenhof.example'],
    addresses: ['crm@spatenhof.example', 'service@spatenhof.example', 'i.wolf@spatenhof.example'],
    forwarding: ['crm@spatenhof.example'],
    authservIds: ['mail1.spatenhof.example'],
  },
  contacts: [
    company('c-tulpe', '5100', 'Tulpe Gartencenter KG', ['info@tulpe.example']),
    person('c-olga', '5101', 'Olga Brenner', ['o.brenner@tulpe.example', 'olga.brenner@gmx.net'], 'c-tulpe'),
    person('c-piet', '5102', 'Piet Maas', ['p.maas@tulpe.example'], 'c-tulpe'),
    company('c-grau', '5200', 'Grau & Cie', ['einkauf@grau-cie.example']),
    person('c-rita', '5201', 'Rita Grau', ['rita@grau-cie.example'], 'c-grau'),
    person('c-fritz', '5300', 'Fritz Lang', ['lang.garten@web.de']),
    person('c-lotte', '5301', 'Lotte Lang', ['lang.garten@web.de']),
    { ...person('c-alt', '5400', 'Emil Alt', ['emil.alt@freenet.de']), active: false },
    person('c-yves', '5500', 'Yves Morel', ['yves@jardin-morel.example']),
  ],
  cases: [
    { id: 'v-71', number: '71', check: 'm2p', title: 'Lieferung Mai', contact: 'c-olga', participants: ['c-olga'] },
    { id: 'v-72', number: '72', check: 'r9d', title: 'Gutschrift', contact: 'c-olga', participants: ['c-olga'] },
    { id: 'v-80', number: '80', check: 'w4t', title: 'Zahlungsverzug', contact: 'c-rita', participants: ['c-rita'], private: true },
  ],
  opportunities: [
    { id: 'o-morel', title: 'Frühjahr 2027', contact: 'c-yves', people: [] },
    { id: 'o-rita-1', title: 'Spaten', contact: 'c-grau', people: ['c-rita'] },
    { id: 'o-rita-2', title: 'Harken', contact: 'c-grau', people: ['c-rita'] },
  ],
  mails: [
    { messageId: 'out-71@spatenhof.example', direction: 'out', filedUnder: ['c-olga', 'v-71'] },
    { messageId: 'out-72@spatenhof.example', direction: 'out', filedUnder: ['c-olga', 'v-72'] },
    { messageId: 'out-80@spatenhof.example', direction: 'out', filedUnder: ['c-rita', 'v-80'] },
    { messageId: 'out-fritz@spatenhof.example', direction: 'out', filedUnder: ['c-fritz'] },
    { messageId: 'out-rita@spatenhof.example', direction: 'out', filedUnder: ['c-rita'] },
  ],
  memory: [
    { address: 'vertreter@reisen.example', target: 'c-grau', times: 2 },
    { address: 'dauerbote@kurier.example', target: 'c-tulpe', times: 6 },
  ],
})

function company(id: string, number: string, name: string, addresses: string[]) {
  return { id, kind: 'company' as const, number, name, addresses, roleAddresses: addresses }
}

function person(id: string, number: string, name: string, addresses: string[], of?: string) {
  return { id, kind: 'person' as const, number, name, addresses, ...(of ? { company: of } : {}) }
}

export interface Filed {
  readonly decision: 'file' | 'ask' | 'unmatched' | 'ignore'
  readonly under: readonly string[]
  readonly between: readonly string[]
  readonly direction: string
  readonly from: { readonly address: string; readonly name: string }
  readonly dateUtc: string | null
  readonly class: string
  readonly suspicious: readonly string[]
  readonly hops: readonly { readonly kind: string }[]
}

export const own = ownOf(gardenWorld, 'k'.repeat(32))
const lookUp = directoryLookUp(gardenWorld)

export async function filed(mail: string | Uint8Array, who = own): Promise<Filed> {
  const bytes = typeof mail === 'string' ? Buffer.from(mail) : mail
  const { under, ...rest } = explanationJson(await explainMail(bytes, who, lookUp), 'de') as unknown as Filed
  return { ...rest, under: [...under].sort() }
}
