import TestRunner from 'jest-runner';

/** Test files that have failed in this process, the latest first: the next mutant is most likely caught there too. */
let killers = [];

/**
 * For mutation testing: one failed test is all that has to be known of a mutant. The files that caught others go first,
 * then those that take the shortest time, and none is run after one that failed. (jest's own `bail` is not to be had
 * under Stryker.)
 */
// biome-ignore lint/style/noDefaultExport: jest takes a runner by its default export.
export default class StopAtFailure extends TestRunner {
  async runTests(tests, watcher, options) {
    let failed = false;
    this.on('test-file-success', ([test, result]) => {
      if (result.numFailingTests === 0) return;
      failed = true;
      killers = [test.path, ...killers.filter((path) => path !== test.path)];
    });
    const rank = ({ path }) => (killers.includes(path) ? killers.indexOf(path) : killers.length);
    const inOrder = tests.toSorted(
      (one, other) => rank(one) - rank(other) || (one.duration ?? 0) - (other.duration ?? 0),
    );
    for (const test of inOrder) {
      if (!failed) await super.runTests([test], watcher, { ...options, serial: true });
    }
  }
}
