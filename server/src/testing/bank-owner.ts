import { connect, type Knex } from '@bankgraph/database';
import type { Bank } from './start-bank.js';

/** The bank's own database as its owner, to change assignments, consents and walls under a test. Whoever calls it destroys it. */
export function bankOwner(bank: Bank): Knex {
  const url = new URL(bank.postgres.adminUrl);
  url.pathname = '/bank';
  return connect(url.href, { applicationName: 'bank owner', poolMax: 1 });
}
