import { createHash } from 'node:crypto';
import { Random } from './random.js';

/**
 * Who a customer is made from. Twins share the persona, and with it everything by chance; only the number
 * in their ids differs.
 */
export class Subject {
  readonly customerId: string;

  constructor(
    readonly seed: number,
    /** In all ids of this customer. */
    readonly number: number,
    /** Behind all chance; the same as `number` except for twins. */
    readonly persona: number = number,
  ) {
    this.customerId = `C-${number}`;
  }

  /** The stream of chance for one topic; topics do not disturb each other. */
  random(topic: string): Random {
    return new Random(`${this.seed}/${this.persona}/${topic}`);
  }

  /** SHA-256 (hexadecimal) of a record's name. Equal for twins: it hashes the persona's name of the record. */
  hash(text: string): string {
    const named = text.replaceAll(String(this.number), String(this.persona));
    return createHash('sha256').update(`${this.seed}/${named}`).digest('hex');
  }
}
