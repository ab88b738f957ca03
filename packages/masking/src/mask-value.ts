import { type MaskName, masks } from './masks.js';

/**
 * Masks what a field returns: a text, a list of texts, or a value object, all of whose decimals are masked
 * (ISO 20022 Amount keeps its currency). Absent stays absent. Never changes the given value.
 *
 * @param typeName name of the field's GraphQL type, which decides the neutral wording of an enumeration
 * @throws RangeError for a value that no mask can be put on: fail closed rather than show it
 */
export function maskValue(mask: MaskName, value: unknown, typeName: string): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => maskValue(mask, item, typeName));
  if (typeof value === 'string') return masks[mask](value, typeName);
  if (typeof value === 'object' && 'amount' in value && typeof value.amount === 'string') {
    return { ...value, amount: masks[mask](value.amount, 'Decimal') };
  }
  throw new RangeError(`The mask "${mask}" cannot be put on a value of ${typeName}.`);
}
