import type { Rule } from '../decision'

/** What is marked as private a person files: by a rule it would come before the eyes of all who see the customer. */
export const privateMail: Rule = ({ marked }) =>
  marked === null ? [] : [{ rule: `private-by-${marked}`, target: null, confidence: 1, effect: 'conflict', facts: {} }]
