import { coreBanking } from './open-banking/core-banking.js';
import type { SandboxSecrets } from './secrets.js';
import type { SystemRoutes } from './system.js';
import type { SystemName, World } from './world/world.js';

/** What a system needs besides the world. */
export interface SystemOptions {
  readonly secrets: SandboxSecrets;
  /** A folder with `ofac-sdn.csv` and the like, loaded by the screening service; a small list when absent. */
  readonly watchlist?: string;
}

export type SystemFactory = (world: World, options: SystemOptions) => SystemRoutes | Promise<SystemRoutes>;

const notServedYet: SystemFactory = () => ({ register: () => {} });

/** The bank's systems, each from its own folder. */
export const systemFactories: Readonly<Record<SystemName, SystemFactory>> = {
  'core-banking': coreBanking,
  'identity-verification': notServedYet,
  screening: notServedYet,
  aml: notServedYet,
  fraud: notServedYet,
  segmentation: notServedYet,
  loans: notServedYet,
};
