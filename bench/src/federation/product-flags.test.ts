import { describe, expect, it } from '@jest/globals';
import { flagsOf, productFlags } from './product-flags.js';

describe('flags of Node', () => {
  it.each([
    ['node server/bin/bankgraph.js start', []],
    ['node --max-semi-space-size=64 main.js start --dev', ['--max-semi-space-size=64']],
    ['node --a --b=1 main.js', ['--a', '--b=1']],
  ])('of "%s" are %j', (command, flags) => {
    expect(flagsOf(command)).toEqual(flags);
  });

  it('cannot be told of a command that does not start with node', () => {
    expect(() => flagsOf('sh start.sh')).toThrow('does not tell');
  });

  it('of the product are told by package.json', () => {
    expect(productFlags().every((flag) => flag.startsWith('--'))).toBe(true);
  });
});
