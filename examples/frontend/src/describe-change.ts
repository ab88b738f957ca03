import type { CustomerChangedSubscription } from './generated/graphql.js';
import type { Change } from './graph-subscription.js';

/** A change of a customer as text, in one line. */
export function describeChange(change: Change<CustomerChangedSubscription>): string {
  if (change === 'missed') return 'More has happened than can be told.';
  const changed = change.data?.customerChanged;
  if (!changed) return 'Something has changed.';
  const { at, kind, domain, customer } = changed;
  const restricted = (customer?.restrictions ?? []).map(({ scope, reason }) => `${scope} ${reason}`);
  return [
    `${at} ${domain} ${kind}`,
    ...(customer?.kyc?.status ? [`identity checks: ${customer.kyc.status}`] : []),
    ...(restricted.length > 0 ? [`restricted: ${restricted.join(', ')}`] : []),
  ].join('; ');
}
