import { aml } from './aml/aml-routes.js';
import { fraud } from './fraud/fraud-routes.js';
import { identityVerification } from './identity-verification/identity-verification-routes.js';
import { loans } from './loans/loans-routes.js';
import { coreBanking } from './open-banking/core-banking.js';
import { screening } from './screening/screening-routes.js';
import type { SandboxSecrets } from './secrets.js';
import { segmentation } from './segmentation/segmentation-routes.js';
import type { SystemRoutes } from './system.js';
import type { SystemName, World } from './world/world.js';

/** What a system needs besides the world. */
export interface SystemOptions {
  readonly secrets: SandboxSecrets;
  /** A folder with `ofac-sdn.csv` and the like, loaded by the screening service; a small list when absent. */
  readonly watchlist?: string;
}

export type SystemFactory = (world: World, options: SystemOptions) => SystemRoutes | Promise<SystemRoutes>;

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
