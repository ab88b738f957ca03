/** Deterministic chance: the same key gives the same numbers, on every machine and in every order of use. */
export class Random {
  readonly #state: Uint32Array;

  /** @param key e.g. `"7/1001/accounts"`: one stream per seed, person and topic. */
  constructor(key: string) {
    // FNV-1a over the key, four times with different offsets, seeds the generator (sfc32).
    this.#state = new Uint32Array(4);
    for (let word = 0; word < 4; word++) {
      let hash = 0x811c9dc5 ^ (word * 0x9e3779b9);
      for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
      this.#state[word] = hash;
    }
    for (let warmUp = 0; warmUp < 12; warmUp++) this.next();
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state;
    const sum = (a + b + counter) | 0;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = c + (c << 3);
    this.#state[2] = ((c << 21) | (c >>> 11)) + sum;
    this.#state[3] = counter + 1;
    return (sum >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.int(0, choices.length - 1)];
    if (choice === undefined) throw new Error('Nothing to pick from');
    return choice;
  }

  /** A string of decimal digits. */
  digits(length: number): string {
    let text = '';
    for (let at = 0; at < length; at++) text += this.int(0, 9);
    return text;
  }

  /** A decimal string with two places, between two whole numbers of minor units. */
  amount(fromMinor: number, toMinor: number): string {
    return minorToDecimal(this.int(fromMinor, toMinor));
  }

  /** A decimal string between 0 and 1 with four places. */
  probability(from: number, to: number): string {
    return (this.int(Math.round(from * 10_000), Math.round(to * 10_000)) / 10_000).toFixed(4);
  }
}

/** Minor units as a decimal string: 12345 is `"123.45"`. Takes the absolute value. */
export function minorToDecimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
