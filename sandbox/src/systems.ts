import { aml } from './aml/aml-routes.js';
import { fraud } from './fraud/fraud-routes.js';
import { identityVerification } from './identity-verification/identity-verification-routes.js';
import { loans } from './loans/loans-routes.js';
import { coreBanking } from './open-banking/core-banking.js';
import { screening } from './screening/screening-routes.js';
import { segmentation } from './segmentation/segmentation-routes.js';
import type { SystemFactory } from './system-factory.js';
import type { SystemName } from './world/world.js';

/** The bank's systems, each from its own folder. */
export const systemFactories: Readonly<Record<SystemName, SystemFactory>> = {
  'core-banking': coreBanking,
  'identity-verification': identityVerification,
  screening,
  aml,
  fraud,
  segmentation,
  loans,
};
