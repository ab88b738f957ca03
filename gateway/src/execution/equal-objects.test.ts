import { describe, expect, it } from '@jest/globals';
import { EqualObjects } from './equal-objects.js';
import type { JsonObject } from './json-object.js';
import { TargetPath } from './targets.js';

const read = (text: string) => JSON.parse(text) as JsonObject;
const user = (id: string, more = '') => `{"__typename":"User","id":"${id}"${more}}`;

/** Collects the authors of some reviews, with joining at every place on the way. */
function authors(...texts: string[]) {
  const root = read(`{"reviews":[${texts.map((text) => `{"author":${text}}`).join(',')}]}`);
  const shared = new Set<unknown>();
  const path = new TargetPath(['reviews', '@', 'author']);
  const found = path.collect(
    root,
    shared,
    path.prefixes.map(() => new EqualObjects()),
  );
  return { root, shared, found, written: JSON.stringify(root) };
}

describe('objects that say the same at one place', () => {
  it('become one, and change nothing of what is there', () => {
    const texts = [user('1', ',"tags":["a",{"b":null}]'), user('2'), user('1', ',"tags":["a",{"b":null}]')];
    const { found, shared, written, root } = authors(...texts);
    expect(found.map(({ id }) => id)).toEqual(['1', '2']);
    expect(written).toBe(JSON.stringify(read(`{"reviews":[${texts.map((text) => `{"author":${text}}`)}]}`)));
    const [first, , third] = root.reviews as { author: unknown }[];
    expect(third?.author).toBe(first?.author);
    expect(shared.has(first?.author)).toBe(true);
  });

  it.each([
    ['another value', user('1', ',"name":"a"'), user('1', ',"name":"b"')],
    ['another type', '{"__typename":"User","id":"1"}', '{"__typename":"Robot","id":"1"}'],
    ['one more key', user('1'), user('1', ',"name":null')],
    ['one key less', user('1', ',"name":null'), user('1')],
    ['another key', user('1', ',"a":1'), user('1', ',"b":1')],
    ['another length', user('1', ',"tags":["a"]'), user('1', ',"tags":["a","b"]')],
    ['a list in place of an object', user('1', ',"a":[]'), user('1', ',"a":{}')],
    ['another value deep inside', user('1', ',"a":[{"b":1}]'), user('1', ',"a":[{"b":2}]')],
    ['a number as text', '{"__typename":"User","id":1}', user('1')],
    ['a name of JavaScript objects', user('1', ',"__proto__":1'), user('1', ',"toString":1')],
  ])('are not those with %s', (_what, one, other) => {
    const { found, shared } = authors(one, other);
    expect(found).toHaveLength(2);
    expect(shared.size).toBe(0);
  });
});
