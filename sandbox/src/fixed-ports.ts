import type { SystemName } from './world/world.js';

/** Where the systems of a sandbox that is a process of its own listen, so that others can be told beforehand. */
export const fixedPorts: Readonly<Record<SystemName | 'issuer', number>> = {
  'core-banking': 4101,
  'identity-verification': 4102,
  screening: 4103,
  aml: 4104,
  fraud: 4105,
  segmentation: 4106,
  loans: 4107,
  issuer: 4110,
};
