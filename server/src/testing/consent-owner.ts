import { connect, type Knex } from '@bankgraph/database';
import type { Bank } from './start-bank.js';

/**
 * The database of consents as its owner, past the triggers that hold consents to their life cycle: a test puts a consent into
 * the state that it is about. Whoever calls it destroys it.
 */
export function consentOwner(bank: Bank): Knex {
  const url = new URL(bank.postgres.adminUrl);
  url.pathname = '/bankgraph';
  url.searchParams.set('options', '-c session_replication_role=replica');
  return connect(url.href, { applicationName: 'consent owner', poolMax: 1 });
}
