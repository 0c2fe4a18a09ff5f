export const own = {
  domains: ['sonnberg.example'],
  addresses: ['service@sonnberg.example', 'n.stein@sonnberg.example'],
  forwarding: ['crm@sonnberg.example'],
  authservIds: ['mx.sonnberg.example'],
}
export const contactAddress = (at: number): string => `kunde${at}@firma${at % 20_000}.example`
export const contactNumber = (at: number): string => String(100_000 + at)
export const caseNumber = (at: number): string => String(1_000 + at)
export const caseCheckOf = (at: number): string => ['x7k', 'q4m', 'h8z', 'b7w'][at % 4]!
/** Contact of a case: every tenth contact has one. */
export const contactOfCase = (at: number): number => at * 10
