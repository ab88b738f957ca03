import { askDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';

/** Which accounts are a customer's to give access to. */
export interface AccountHoldings {
  /** Ids of all accounts that the customer holds, alone or with others. @throws UPSTREAM_UNAVAILABLE */
  accountIds(customerId: string, signal: AbortSignal): Promise<ReadonlySet<string>>;
}

/** The bank's directory. @param knex connection of a role that may only read it */
export function directoryHoldings(knex: Knex): AccountHoldings {
  return {
    async accountIds(customerId, signal) {
      const rows = await askDatabase({ system: 'directory', signal }, () =>
        knex('directory.account_holder')
          .where({ customer_id: customerId })
          .select<{ account_id: string }[]>('account_id'),
      );
      return new Set(rows.map(({ account_id }) => account_id));
    },
  };
}
