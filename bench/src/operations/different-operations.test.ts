import { describe, expect, it } from '@jest/globals';
import { parse, print, validate } from 'graphql';
import { monolithSchema } from '../federation/monolith.js';
import { differentOperation } from './different-operations.js';

describe('operations that are different', () => {
  const texts = Array.from({ length: 3_000 }, (_, number) => differentOperation(number));

  it('are valid, and each the same whenever it is asked for', () => {
    for (const [number, text] of texts.entries()) {
      expect(validate(monolithSchema, parse(text))).toEqual([]);
      expect(differentOperation(number)).toBe(text);
    }
  });

  it('are different, by their fields and not by their names alone', () => {
    expect(new Set(texts.map((text) => print(parse(text)))).size).toBe(texts.length);
    const shapes = new Set(texts.map((text) => text.replaceAll(/(Different|of)\d+/g, '')));
    expect(shapes.size).toBeGreaterThan(500);
  });
});
