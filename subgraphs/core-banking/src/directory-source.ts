import { askDatabase } from '@bankgraph/bank-sources';
import { askPrepared, type Knex } from '@bankgraph/database';
import {
  type AccountHolder,
  type CustomerDirectory,
  type DirectoryCustomer,
  type Restriction,
  restrictionScopes,
  searchBound,
} from './directory.js';

/** The name by which errors call this system. */
export const directorySystem = 'directory';

/** What the adapter to the directory needs. */
export interface DirectoryOptions {
  /** The bank's database as a role that may only read schema `directory`. The caller closes it. */
  readonly knex: Knex;
  /** Milliseconds for one statement, waiting for a connection included. Default 1500. */
  readonly deadlineMs?: number;
}

const roles: Readonly<Record<string, AccountHolder['role']>> = {
  PRINCIPAL: 'PRINCIPAL',
  JOINT: 'JOINT_HOLDER',
  SIGNATORY: 'SIGNATORY',
  GUARDIAN: 'GUARDIAN',
};

const restrictionsInForce = {
  name: 'restrictions in force',
  text: `select customer_id as "customerId", scope, since from directory.service_restriction
         where customer_id = any($1) and since <= now() and (until is null or until > now())
         order by customer_id, since, id`,
};

/** The directory in PostgreSQL, schema `directory`. Only reads. */
export function directorySource({ knex, deadlineMs }: DirectoryOptions): CustomerDirectory {
  const answer = <Row>(signal: AbortSignal | undefined, query: () => PromiseLike<readonly Row[]>) =>
    askDatabase({ system: directorySystem, signal, deadlineMs }, query);
  return {
    async customers(ids, signal) {
      const rows = await answer<DirectoryCustomer>(signal, () =>
        knex('directory.customer')
          .select({ id: 'customer_id', name: 'display_name', dateOfBirth: 'date_of_birth' })
          .whereIn('customer_id', [...ids]),
      );
      return new Map(rows.map((row) => [row.id, row]));
    },

    search({ text, words }, signal) {
      return answer<DirectoryCustomer>(signal, () =>
        knex('directory.customer')
          .select({ id: 'customer_id', name: 'display_name', dateOfBirth: 'date_of_birth' })
          .where((matches) => {
            matches.where((name) => {
              for (const word of words) name.whereRaw('search_name like ?', [`%${literally(word)}%`]);
            });
            matches.orWhereRaw('customer_id ilike ?', [`%${literally(text)}%`]);
          })
          .orderByRaw('(upper(customer_id) = upper(?)) desc, length(customer_id), customer_id collate "C"', [
            text,
          ])
          .limit(searchBound + 1),
      );
    },

    async externalIds(customerIds, signal) {
      const rows = await answer<{ customerId: string; system: string; externalId: string }>(signal, () =>
        knex('directory.customer_external_id')
          .select({ customerId: 'customer_id', system: 'system', externalId: 'external_id' })
          .whereIn('customer_id', [...customerIds])
          .orderBy(['customer_id', 'system', 'external_id']),
      );
      return grouped(
        rows,
        ({ customerId }) => customerId,
        ({ system, externalId }) => ({ system, externalId }),
      );
    },

    async holders(accountIds, signal) {
      const rows = await answer<{ accountId: string; customerId: string; role: string; name: string | null }>(
        signal,
        () =>
          knex('directory.account_holder as h')
            .leftJoin('directory.customer as c', 'c.customer_id', 'h.customer_id')
            .select({
              accountId: 'h.account_id',
              customerId: 'h.customer_id',
              role: 'h.role',
              name: 'c.display_name',
            })
            .whereIn('h.account_id', [...accountIds])
            .orderByRaw(`h.account_id, (h.role = 'PRINCIPAL') desc, h.customer_id`),
      );
      return grouped(
        rows,
        ({ accountId }) => accountId,
        ({ customerId, role, name }) => ({ customerId, role: roles[role] ?? null, name }),
      );
    },

    async restrictions(customerIds, signal) {
      const rows = await answer<{ customerId: string; scope: string; since: Date }>(signal, () =>
        askPrepared(knex, restrictionsInForce, [customerIds]),
      );
      return grouped(
        rows,
        ({ customerId }) => customerId,
        // There is one reason; whatever else might stand there must not tell one check from another.
        ({ scope, since }): Restriction => ({
          reason: 'UNDER_REVIEW',
          scope: restrictionScopes.find((known) => known === scope) ?? null,
          since: since.toISOString(),
        }),
      );
    },
  };
}

/** Text that LIKE takes as it is. */
function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

function grouped<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  toValue: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [toValue(row)]);
    else group.push(toValue(row));
  }
  return groups;
}
