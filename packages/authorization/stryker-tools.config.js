import { engine, strykerOf } from './stryker-shared.js';

// biome-ignore lint/style/noDefaultExport: Stryker takes its settings by the default export.
export default strykerOf(
  'tools',
  ['*', '!*.{test,fixture}', ...engine.map((name) => `!${name}`)],
  // All real policies by all their tables take seconds, for each mutant again.
  ['readme-matrix'],
);
