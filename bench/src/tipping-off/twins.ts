import { everythingQuery } from '@bankgraph/server/testing';
import type { Identity } from '../load/identity.js';

/** The twins of the sandbox: they differ in nothing but a report that was filed about the first. */
export const twins = { reported: 'C-1007', other: 'C-1008' } as const;

/**
 * Everyone who must not learn of a report, each with a purpose of theirs. Those who are shown who looked at a customer
 * come first: that list grows with every question, and their answers with it.
 */
export const unclearedRoles: readonly Pick<Identity, 'role' | 'purpose'>[] = [
  { role: 'customer' },
  { role: 'dpo', purpose: 'RightsFulfilment' },
  { role: 'auditor', purpose: 'LegalCompliance' },
  { role: 'frontline-agent', purpose: 'CustomerCare' },
  { role: 'relationship-manager', purpose: 'CustomerRelationshipManagement' },
  { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection' },
  { role: 'kyc-analyst', purpose: 'IdentityVerification' },
  { role: 'marketing', purpose: 'DirectMarketing' },
  { role: 'partner', purpose: 'ServiceProvision' },
];

/** What is asked about the twins. */
export const twinOperations = {
  everything: everythingQuery(),
  'reports only':
    'query Reports($id: ID!) { customer(id: $id) { sars { totalCount nodes { id status regulatorRef } } } }',
} as const;

/** Name of an operation about the twins. */
export type TwinOperation = keyof typeof twinOperations;
