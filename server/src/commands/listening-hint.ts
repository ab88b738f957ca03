import type { QueryOptions } from './asked-operation.js';

/** Those who are told of changes of class public and internal only (policies/fields/lineage.yaml, `CustomerChange`). */
const servingRoles: readonly string[] = ['customer', 'frontline-agent', 'relationship-manager'];

/** What a person needs next who has just begun to listen. */
export function listeningHint({ role, customer, variables }: QueryOptions): string {
  const id = customer ?? /C-\d+/.exec(variables ?? '')?.[0] ?? 'C-1001';
  return [
    'Listening. To see something, in another terminal:',
    `  npx bankgraph sandbox send verification-final --customer ${id}`,
    ...(servingRoles.includes(role)
      ? [
          `The role ${role} is not told of the work on a check, only of steps of consents and the like:`,
          'docs/subscriptions.md has one to try.',
        ]
      : []),
    'Ctrl-C ends it.',
  ].join('\n');
}
