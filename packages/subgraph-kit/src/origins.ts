import { noProvenance, type Provenance, Situation } from './situation.js';

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
  let { customerIds, accountId, caseId } = inherited;
  const byId = typeof own.id === 'string' ? ownIds[typeName]?.(own.id) : undefined;
  if (byId !== undefined) ({ customerIds, accountId, caseId } = { ...inherited, ...byId });
  if (Array.isArray(own.customerIds)) customerIds = own.customerIds as readonly string[];
  if (typeof own.customerId === 'string') customerIds = [own.customerId];
  if (typeof own.accountId === 'string') accountId = own.accountId;
  if (typeof own.caseId === 'string') caseId = own.caseId;
  const provenance = { customerIds, accountId, caseId };
  return same(provenance, inherited) ? inherited : provenance;
}

/** Remembers, for one request, whose data each value is. */
export class Origins {
  readonly #known = new WeakMap<object, Situation>();
  readonly #situations: Situation[] = [];
  /** Of values that nothing is known of. */
  readonly #nobodys = this.begin(noProvenance);

  /** Every situation of the request. */
  get situations(): readonly Situation[] {
    return this.#situations;
  }

  /** A situation of its own. */
  begin(provenance: Provenance): Situation {
    const situation = new Situation(provenance);
    this.#situations.push(situation);
    return situation;
  }

  /** Whose data a value is that was adopted before; nobody's otherwise. */
  of(value: unknown): Situation {
    return (
      (typeof value === 'object' && value !== null ? this.#known.get(value) : undefined) ?? this.#nobodys
    );
  }

  /**
   * Remembers whose data a value is and returns it. A value already known as somebody else's is copied, so that
   * what is decided for one row is never used for another.
   */
  adopt<Value extends object>(typeName: string, value: Value, parent: Situation): Value {
    const provenance = provenanceOf(typeName, value, parent.provenance);
    const known = this.#known.get(value);
    if (known !== undefined && same(known.provenance, provenance)) return value;
    const adopted = known === undefined ? value : { ...value };
    this.#known.set(adopted, provenance === parent.provenance ? parent : this.begin(provenance));
    return adopted;
  }
}

function same(one: Provenance, other: Provenance): boolean {
  return (
    one.accountId === other.accountId &&
    one.caseId === other.caseId &&
    (one.customerIds === other.customerIds ||
      (one.customerIds.length === other.customerIds.length &&
        one.customerIds.every((id, index) => id === other.customerIds[index])))
  );
}
