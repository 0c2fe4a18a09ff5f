import type { Rule } from './decision'
import { byAddress } from './rules/by-address'
import { byBounce } from './rules/by-bounce'
import { byCaseTag } from './rules/by-case-tag'
import { byCompanyDomain } from './rules/by-company-domain'
import { byCustomerNumber } from './rules/by-customer-number'
import { byMemory } from './rules/by-memory'
import { byNameAlone } from './rules/by-name-alone'
import { byNameAmongSeveral } from './rules/by-name-among-several'
import { byThread } from './rules/by-thread'
import { doubts } from './rules/doubts'
import { nobodyKnown } from './rules/nobody-known'
import { privateCase } from './rules/private-case'
import { privateMail } from './rules/private-mail'

/** Strongest first. To add a rule: one file, one line here, its sentence in shared/texts, one mail in corpus/. */
export const rules: readonly Rule[] = [
  doubts,
  privateMail,
  byBounce,
  byCaseTag,
  byThread,
  byCustomerNumber,
  byAddress,
  byNameAmongSeveral,
  byNameAlone,
  byMemory,
  byCompanyDomain,
  privateCase,
  nobodyKnown,
]
