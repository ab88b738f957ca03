import TestRunner from 'jest-runner';

/**
 * For mutation testing: one failed test is all that has to be known of a mutant, so the files that take the shortest
 * time go first, and none is run after one that failed. (jest's own `bail` is not to be had under Stryker.)
 */
// biome-ignore lint/style/noDefaultExport: jest takes a runner by its default export.
export default class StopAtFailure extends TestRunner {
  async runTests(tests, watcher, options) {
    let failed = false;
    this.on('test-file-success', ([, result]) => {
      failed ||= result.numFailingTests > 0;
    });
    for (const test of tests.toSorted((one, other) => (one.duration ?? 0) - (other.duration ?? 0))) {
      if (!failed) await super.runTests([test], watcher, { ...options, serial: true });
    }
  }
}
