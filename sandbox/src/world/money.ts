/** An amount of money as the bank books it: never a float. */
export interface Money {
  /** Decimal string without sign, e.g. `"1250.00"`. */
  readonly amount: string;
  /** ISO 4217, e.g. `"GBP"`. */
  readonly currency: string;
}
