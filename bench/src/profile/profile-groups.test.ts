import { describe, expect, it } from '@jest/globals';
import { type CpuProfile, profileGroups } from './profile-groups.js';

const root = 'file:///project/node_modules';
const frames: readonly (readonly [id: number, functionName: string, url: string, children: number[]])[] = [
  [1, '(root)', '', [2, 3, 4, 7, 10]],
  [2, '(idle)', '', []],
  [3, '(garbage collector)', '', []],
  [4, 'execute', `${root}/graphql/execution/execute.mjs`, [5, 6, 8]],
  [5, 'decide', 'file:///project/packages/authorization/dist/decide.js', [9]],
  [6, 'stringify', '', []],
  [7, '(program)', '', []],
  [8, 'get', `${root}/some-map/index.js`, []],
  [9, 'has', '', []],
  [10, 'main', 'file:///elsewhere.js', []],
];
const nodes = frames.map(([id, functionName, url, children]) => ({
  id,
  callFrame: { functionName, url },
  children,
}));

function profileOf(samples: readonly (readonly [id: number, microseconds: number])[]): CpuProfile {
  return { nodes, samples: samples.map(([id]) => id), timeDeltas: samples.map(([, time]) => time) };
}

describe('the groups of a profile', () => {
  it('are shares of the time in which something was done, the most first', () => {
    const found = profileGroups(
      profileOf([
        [2, 9_000],
        [4, 300],
        [5, 100],
        [6, 50],
        [3, 150],
        [10, 300],
        [7, 100],
      ]),
    );
    expect(found).toEqual([
      { name: 'GraphQL', share: 0.3 },
      { name: 'other', share: 0.3 },
      { name: 'garbage collection', share: 0.15 },
      { name: 'policies', share: 0.1 },
      { name: 'native code', share: 0.1 },
      { name: 'JSON', share: 0.05 },
    ]);
  });

  it('count what belongs to no kind for whoever called it', () => {
    expect(
      profileGroups(
        profileOf([
          [8, 30],
          [9, 70],
        ]),
      ),
    ).toEqual([
      { name: 'policies', share: 0.7 },
      { name: 'GraphQL', share: 0.3 },
    ]);
  });
});
