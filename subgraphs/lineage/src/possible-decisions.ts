import type { DecisionSort } from './decision-event.js';
import type { DataClass, DecisionDomain } from './schema.generated.js';

const domains: readonly DecisionDomain[] = [
  'CORE_BANKING',
  'KYC',
  'AML',
  'FRAUD',
  'SEGMENTS',
  'CONSENT',
  'ACCESS',
];
const classes: readonly DataClass[] = ['PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'RESTRICTED'];

/** Every sort of decision that there may be about a customer, or on a case. */
export function possibleDecisions(
  of: Partial<Pick<DecisionSort, 'customerId' | 'caseId'>>,
): readonly (Partial<DecisionSort> & Pick<DecisionSort, 'class'>)[] {
  return domains.flatMap((domain) =>
    classes.flatMap((dataClass) =>
      [false, true].map((aboutReport) => ({ ...of, domain, class: dataClass, aboutReport })),
    ),
  );
}

/** The same, restricted ones only: who may see none of them is not to learn that there are any. */
export function possibleRestricted(of: Parameters<typeof possibleDecisions>[0]): readonly object[] {
  return possibleDecisions(of).filter((sort) => sort.class === 'RESTRICTED');
}
