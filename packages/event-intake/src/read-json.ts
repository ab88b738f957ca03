import type { z } from 'zod';
import { NotUnderstood } from './event-system.js';

/**
 * Reads a body that was signed.
 *
 * @throws NotUnderstood when it is no JSON in UTF-8, or not of this shape
 */
export function readJson<Schema extends z.ZodType>(body: Buffer, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new NotUnderstood();
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new NotUnderstood();
  return result.data;
}
