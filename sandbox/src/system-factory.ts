import type { SandboxSecrets } from './secrets.js';
import type { SystemRoutes } from './system.js';
import type { World } from './world/world.js';

/** What a system needs besides the world. */
export interface SystemOptions {
  readonly secrets: SandboxSecrets;
  /** A folder with `ofac-sdn.csv` and the like, loaded by the screening service; a small list when absent. */
  readonly watchlist?: string;
}

export type SystemFactory = (world: World, options: SystemOptions) => SystemRoutes | Promise<SystemRoutes>;
