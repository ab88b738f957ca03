/**
 * What of the bank's data is kept, and for how long: the whole list. The time counts from the moment the system was asked,
 * so nothing is shown that is older.
 *
 * Never kept, so that a withdrawal holds at once: consents, assignments, clearances, walls, grants of access, holders of
 * accounts, restrictions. Never kept, since it is restricted: anything of AML, SARs, screenings, risk ratings, fraud.
 */
const secondsKept = {
  'core-banking': {
    accounts: 60,
    party: 60,
    products: 60,
    // Whoever has just paid looks at these.
    balances: 5,
    // The same time as balances, so that what was booked and what is left do not drift apart further than that.
    transactions: 5,
  },
  directory: {
    customer: 60,
  },
  kyc: {
    profile: 30,
  },
  'identity-verification': {
    file: 30,
  },
} as const;

type SecondsKept = typeof secondsKept;

/** A type of entity, and how one of it is kept. */
export interface KeptType<Value> {
  readonly system: string;
  readonly type: string;
  readonly keepMs: number;
  /** A value as text; null for one that is not to be kept, for example because a record of it was set aside. */
  write(value: Value): string | null;
  /** What was written. Whoever gets it has it alone. */
  read(text: string): Value;
}

/** How values of a type become text and come back. */
export type Form<Value> = Pick<KeptType<Value>, 'write' | 'read'>;

/** A type that the list above has, in this form. */
export function keptType<System extends keyof SecondsKept, Value>(
  system: System,
  type: keyof SecondsKept[System] & string,
  form: Form<Value>,
): KeptType<Value> {
  return { system, type, keepMs: Number(secondsKept[system][type]) * 1_000, ...form };
}

/**
 * Values that are JSON through and through: text, numbers, lists and plain objects.
 *
 * @param isWhole whether nothing is missing from the value; what is not whole is asked for again
 */
export function jsonForm<Value>(isWhole: (value: Value) => boolean = () => true): Form<Value> {
  return {
    write: (value) => (isWhole(value) ? JSON.stringify(value) : null),
    read: (text) => JSON.parse(text) as Value,
  };
}
