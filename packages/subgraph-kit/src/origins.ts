import type { Origin } from '@bankgraph/authorization';

/** Whose data something is, without the row itself. */
export type Provenance = Omit<Origin, 'row'>;

/** Nobody's data: conditions about a customer, an account or a case do not hold for it. */
export const noProvenance: Provenance = Object.freeze({ customerIds: [], accountId: null, caseId: null });

/** The types whose own id tells whose data follows. */
const ownIds: Readonly<Record<string, (id: string) => Partial<Provenance>>> = {
  Customer: (id) => ({ customerIds: [id], accountId: null, caseId: null }),
  Account: (id) => ({ accountId: id }),
  AmlCase: (id) => ({ caseId: id }),
};

/**
 * Whose data a value is: what its type's id or its own `customerIds`, `customerId`, `accountId` and `caseId` say,
 * and for the rest what it inherits from the value that it was reached through.
 */
export function provenanceOf(typeName: string, value: object, inherited: Provenance): Provenance {
  const own = value as Readonly<Record<string, unknown>>;
  return {
    ...inherited,
    ...(typeof own.id === 'string' ? ownIds[typeName]?.(own.id) : undefined),
    ...(Array.isArray(own.customerIds) ? { customerIds: own.customerIds as readonly string[] } : undefined),
    ...(typeof own.customerId === 'string' ? { customerIds: [own.customerId] } : undefined),
    ...(typeof own.accountId === 'string' ? { accountId: own.accountId } : undefined),
    ...(typeof own.caseId === 'string' ? { caseId: own.caseId } : undefined),
  };
}

/** Remembers, for one request, whose data each value is. */
export class Origins {
  readonly #known = new WeakMap<object, Provenance>();

  /** Whose data a value is that was adopted before; nobody's otherwise. */
  of(value: unknown): Provenance {
    return (typeof value === 'object' && value !== null ? this.#known.get(value) : undefined) ?? noProvenance;
  }

  /**
   * Remembers whose data a value is and returns it. A value already known as somebody else's is copied, so that
   * what is decided for one row is never used for another.
   */
  adopt<Value extends object>(typeName: string, value: Value, inherited: Provenance): Value {
    const provenance = provenanceOf(typeName, value, inherited);
    const known = this.#known.get(value);
    const adopted = known === undefined || same(known, provenance) ? value : { ...value };
    this.#known.set(adopted, provenance);
    return adopted;
  }
}

function same(one: Provenance, other: Provenance): boolean {
  return (
    one.accountId === other.accountId &&
    one.caseId === other.caseId &&
    one.customerIds.length === other.customerIds.length &&
    one.customerIds.every((id, index) => id === other.customerIds[index])
  );
}
