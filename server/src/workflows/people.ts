import type { Role } from '@bankgraph/identity';

/** Somebody who asks and decides, in a role and for a purpose. */
export interface Person {
  /** As the story calls them. */
  readonly title: string;
  readonly role: Role;
  /** Staff number; the first of the role when not given. */
  readonly sub?: string;
  /** W3C DPV term; a customer needs none. */
  readonly purpose?: string;
  /** The channel's own program, for a customer; it sends agreed operations. */
  readonly client?: string;
}

export const customer: Person = { title: 'customer', role: 'customer' };
export const customerOnline: Person = { title: 'customer, online', role: 'customer', client: 'web' };
export const customerInApp: Person = {
  title: 'customer, in the app',
  role: 'customer',
  client: 'mobile-app',
};
export const agent: Person = { title: 'agent', role: 'frontline-agent', purpose: 'CustomerCare' };
export const manager: Person = {
  title: 'relationship manager',
  role: 'relationship-manager',
  purpose: 'CustomerRelationshipManagement',
};
export const fraudAnalyst: Person = {
  title: 'fraud analyst',
  role: 'fraud-analyst',
  purpose: 'FraudPreventionAndDetection',
};
export const kycAnalyst: Person = {
  title: 'KYC analyst',
  role: 'kyc-analyst',
  purpose: 'IdentityVerification',
};
export const investigator: Person = {
  title: 'AML investigator',
  role: 'aml-investigator',
  purpose: 'CounterMoneyLaundering',
};
export const mlro: Person = { title: 'reporting officer', role: 'mlro', purpose: 'CounterMoneyLaundering' };
export const secondOfficer: Person = { ...mlro, title: 'second reporting officer', sub: 'S-mlro-2' };
export const auditor: Person = { title: 'auditor', role: 'auditor', purpose: 'LegalCompliance' };
export const dpo: Person = { title: 'data protection officer', role: 'dpo', purpose: 'LegalCompliance' };
export const marketing: Person = { title: 'marketing', role: 'marketing', purpose: 'DirectMarketing' };
