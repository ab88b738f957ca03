import { askDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';

/** Which customer a case is about: nobody's word for it is taken. */
export interface CaseDirectory {
  /** Whether there is such a case of this customer. */
  isCaseOf(caseId: string, customerId: string, signal: AbortSignal): Promise<boolean>;
}

/**
 * The bank's assignments tell it, those that are over included: a case to which nobody was ever assigned is not known here.
 *
 * @param knex database with the schema `staffing`, read only; the caller closes it
 */
export function staffingCaseDirectory(knex: Knex): CaseDirectory {
  return {
    async isCaseOf(caseId, customerId, signal) {
      const found = await askDatabase({ system: 'staffing', signal }, () =>
        knex('staffing.case_assignment').where({ case_id: caseId, customer_id: customerId }).first('case_id'),
      );
      return found !== undefined;
    },
  };
}
