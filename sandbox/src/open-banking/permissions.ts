import { Refusal } from './refusal.js';

/**
 * How much of a resource with a basic and a detailed view the permissions allow.
 * @throws Refusal 403 when neither is there.
 */
export function viewOf(permissions: ReadonlySet<string>, resource: string): 'basic' | 'detail' {
  if (permissions.has(`Read${resource}Detail`)) return 'detail';
  if (permissions.has(`Read${resource}Basic`)) return 'basic';
  throw new Refusal(403, `Permission Read${resource}Basic or Read${resource}Detail is needed`);
}

/** @throws Refusal 403 when the permission is missing. */
export function need(permissions: ReadonlySet<string>, permission: string): void {
  if (!permissions.has(permission)) throw new Refusal(403, `Permission ${permission} is needed`);
}

/**
 * Which directions of transactions the permissions allow. Basic or detail alone is not enough: the
 * specification wants credits, debits or both named.
 * @throws Refusal 403 when neither is there.
 */
export function directionsOf(permissions: ReadonlySet<string>): ReadonlySet<'Credit' | 'Debit'> {
  const directions = new Set<'Credit' | 'Debit'>();
  if (permissions.has('ReadTransactionsCredits')) directions.add('Credit');
  if (permissions.has('ReadTransactionsDebits')) directions.add('Debit');
  if (directions.size === 0) {
    throw new Refusal(403, 'Permission ReadTransactionsCredits or ReadTransactionsDebits is needed');
  }
  return directions;
}
