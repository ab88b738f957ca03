import { engine, strykerOf } from './stryker-shared.js';

const testsOfTools = [
  'condition-meanings',
  'explain',
  'policy-diff',
  'policy-matrix',
  'policy-mutants',
  'policy-simulate',
  'policy-table',
  'readme-matrix',
  'role-mutants',
  'untried',
];

// biome-ignore lint/style/noDefaultExport: Stryker takes its settings by the default export.
export default strykerOf('engine', engine, testsOfTools);
