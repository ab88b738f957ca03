import { isLosslessNumber, LosslessNumber, parse } from 'lossless-json';

export { isLosslessNumber, LosslessNumber };

/**
 * Parses JSON without turning any number into a float: **every JSON number arrives as a `LosslessNumber`**
 * (its digits as written), every JSON string as a string. Schemas say what they want of it with
 * `decimalAmount`, `jsonInteger` or `jsonNumber`.
 *
 * `__proto__` and `constructor` become ordinary own properties; a key given twice with different values is
 * an error, because two readers would see two different records.
 *
 * @throws SyntaxError when the text is not JSON, or is nested too deeply to be read
 */
export function parseExactJson(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxError('JSON is nested too deeply.');
    throw error;
  }
}
