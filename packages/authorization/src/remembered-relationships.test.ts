import { describe, expect, it } from '@jest/globals';
import type { Answer, Relationships } from './relationships.js';
import { rememberedRelationships } from './remembered-relationships.js';

const names = [
  'assignedToCustomer',
  'relationshipManagerOf',
  'assignedToCase',
  'purposeConsents',
  'accessConsents',
  'wallsAgainst',
  'breakGlassOpen',
  'fourEyesGiven',
  'exportApproved',
] as const satisfies readonly (keyof Relationships)[];

/** Relationships that note what they are asked and answer with it. */
function noting(answer: (asked: string) => Answer<unknown> = async (asked) => asked) {
  const log: string[] = [];
  const ask = (name: string) => (one: string, other: string) => {
    const asked = `${name} ${one} ${other}`;
    log.push(asked);
    return answer(asked);
  };
  const asked = Object.fromEntries(names.map((name) => [name, ask(name)])) as unknown as Relationships;
  return { log, relationships: rememberedRelationships(asked) };
}

describe('remembered relationships', () => {
  it.each(names)('ask %s once for the same pair, and again for another', async (name) => {
    const { log, relationships } = noting();
    const ask = relationships[name];
    expect(ask('a', 'b')).toBe(ask('a', 'b'));
    expect(await ask('a', 'b')).toBe(`${name} a b`);
    expect(await ask('b', 'a')).toBe(`${name} b a`);
    expect(await ask('a', 'c')).toBe(`${name} a c`);
    expect(log).toEqual([`${name} a b`, `${name} b a`, `${name} a c`]);
  });

  it('answer at once what has been looked up', async () => {
    const { log, relationships } = noting(async () => false);
    const first = relationships.assignedToCustomer('a', 'b');
    expect(first).toBeInstanceOf(Promise);
    await first;
    expect(relationships.assignedToCustomer('a', 'b')).toBe(false);
    expect(log).toHaveLength(1);
  });

  it('keep one kind of question from another, and pairs that only look alike', async () => {
    const { log, relationships } = noting((asked) => asked);
    const { breakGlassOpen, fourEyesGiven } = relationships;
    const answers = [
      breakGlassOpen('a', 'b'),
      fourEyesGiven('a', 'b'),
      fourEyesGiven('a b', ''),
      fourEyesGiven('a', 'b'),
    ];
    expect(await Promise.all(answers)).toEqual([...log, 'fourEyesGiven a b']);
    expect(log).toEqual(['breakGlassOpen a b', 'fourEyesGiven a b', 'fourEyesGiven a b ']);
  });

  it('ask again after a failure', async () => {
    let down = true;
    const { log, relationships } = noting(async () => {
      if (down) throw new Error('down');
      return true;
    });
    await expect(relationships.assignedToCase('a', 'b')).rejects.toThrow('down');
    down = false;
    expect(await relationships.assignedToCase('a', 'b')).toBe(true);
    expect(log).toHaveLength(2);
  });
});
