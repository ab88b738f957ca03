import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { measureDocument } from './measure-document.js';

const measure = (text: string) => measureDocument(parse(text));

it('counts what stands there, the deepest way and the most of each kind', () => {
  expect(
    measure(
      `query A($x: Int @a) @b { one: a @c { b { c } } a { b b b: c } } query B { a { b { c { d } } } }`,
    ),
  ).toEqual({
    tokens: 47,
    depth: 4,
    aliases: 2,
    directives: 3,
    repeats: 2,
    selections: 7,
    rootFields: 2,
  });
});

it('counts a fragment as often as it is spread, with all that it spreads', () => {
  const text = 'query { a { ...F } b { ...F ... { c } } ...R } fragment R on Q { d e } ';
  expect(measure(`${text} fragment F on T { x: y @skip(if: true) { ...G } } fragment G on T { z }`)).toEqual(
    expect.objectContaining({ depth: 3, aliases: 2, directives: 2, selections: 15, rootFields: 4 }),
  );
});

it('counts 2 ** 1000 selections by walking once through each fragment, and ends where fragments are circular', () => {
  const fragments = Array.from(
    { length: 1_000 },
    (_, n) => `fragment F${n} on Q { ...F${n + 1} ...F${n + 1} }`,
  );
  const started = performance.now();
  expect(measure(`{ ...F0 } ${fragments.join(' ')} fragment F1000 on Q { a }`).selections).toBe(
    3 * 2 ** 1_000,
  );
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(measure('{ ...A } fragment A on Q { a { ...B } } fragment B on Q { b { ...A } }')).toEqual(
    expect.objectContaining({ depth: 2, selections: 5 }),
  );
});
