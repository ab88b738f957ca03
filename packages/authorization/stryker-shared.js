const source = (name) => `packages/authorization/src/${name}.ts`;

/**
 * Settings of Stryker for one part of this package. Each part is run with the tests that concern it, since every test
 * file that a mutant has to load costs time.
 *
 * @param part its name, for the report
 * @param mutate sources, without folder and extension; a leading `!` leaves out
 * @param without test files that are not run, by a part of their name
 */
export function strykerOf(part, mutate, without) {
  return {
    mutate: mutate.map((name) => (name.startsWith('!') ? `!${source(name.slice(1))}` : source(name))),
    ignorePatterns: [
      'bench',
      'conformance',
      'docs',
      'examples',
      'gateway',
      'sandbox',
      'schema',
      'server',
      'subgraphs',
    ],
    buildCommand: 'tsc -b --noCheck packages/authorization',
    disableTypeChecks: false,
    // TypeScript 7 has no programming interface by which Stryker could rewrite a tsconfig.
    tsconfigFile: 'none',
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: {
      projectType: 'custom',
      enableFindRelatedTests: false,
      config: {
        testEnvironment: 'node',
        roots: ['<rootDir>/packages/authorization/dist'],
        testMatch: ['**/*.test.js'],
        testPathIgnorePatterns: [...without],
        runner: '<rootDir>/packages/authorization/stop-at-failure.js',
        setupFiles: ['<rootDir>/packages/authorization/short-properties.js'],
        transform: {},
      },
    },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 5000,
    reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
    clearTextReporter: { reportTests: false, allowColor: false },
    htmlReporter: { fileName: `coverage/mutation/${part}.html` },
    jsonReporter: { fileName: `coverage/mutation/${part}.json` },
    tempDirName: 'coverage/.stryker',
  };
}

/** What decides: the policies, their files, the conditions, and what is seen without asking. */
export const engine = [
  'absent',
  'conditions',
  'coverage',
  'decide',
  'fault',
  'holds',
  'origin',
  'policy',
  'policy-files',
  'relationships',
  'remembered-relationships',
  'static-policy',
  'yaml-file',
];
