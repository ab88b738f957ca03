import { readSubgraph } from '@bankgraph/schema';
import { type DocumentNode, type FieldDefinitionNode, Kind, parse, type TypeNode } from 'graphql';
import { scalarFault } from './scalar-faults.js';

/** Records that the adapter reads and the contract has no type for yet, in the contract's terms. */
const withoutType = `
  type Offer { id: ID type: String description: String startDateTime: DateTime endDateTime: DateTime amount: Amount fee: Amount }
  type ScheduledPayment { id: ID paymentAt: DateTime type: String amount: Amount reference: String creditor: String }
  type Product { name: String }
`;

/** Type of the contract by the resource that it comes from. */
const typeOf: Readonly<Record<string, string>> = {
  accounts: 'Account',
  balances: 'Balance',
  transactions: 'Transaction',
  beneficiaries: 'Beneficiary',
  'standing-orders': 'StandingOrder',
  'direct-debits': 'DirectDebit',
  statements: 'Statement',
  party: 'Party',
  parties: 'Party',
  offers: 'Offer',
  'scheduled-payments': 'ScheduledPayment',
  products: 'Product',
};

/**
 * Checks records against the types of our own contract, from its SDL and with rules of its own: it shares no code with
 * the adapter, so the adapter's mistakes are seen.
 */
export class ContractShape {
  readonly #types = new Map<string, ReadonlyMap<string, FieldDefinitionNode>>();
  readonly #enums = new Map<string, ReadonlySet<string>>();

  constructor() {
    const documents: DocumentNode[] = [parse(readSubgraph('core-banking').sdl), parse(withoutType)];
    for (const definition of documents.flatMap(({ definitions }) => definitions)) {
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
        const fields = (definition.fields ?? []).map((field) => [field.name.value, field] as const);
        this.#types.set(definition.name.value, new Map(fields));
      } else if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
        this.#enums.set(
          definition.name.value,
          new Set((definition.values ?? []).map(({ name }) => name.value)),
        );
      }
    }
  }

  /** What of a record breaks the contract, as `path: why`; empty: nothing. */
  faults(resource: string, record: object): readonly string[] {
    const type = typeOf[resource];
    if (type === undefined) return [`no type of the contract for ${resource}`];
    const { accountId, ...fields } = record as Record<string, unknown>;
    const homeless = accountId !== undefined && (typeof accountId !== 'string' || accountId === '');
    return [...(homeless ? ['accountId: empty'] : []), ...this.#object(type, fields, '')];
  }

  #object(type: string, value: Readonly<Record<string, unknown>>, at: string): readonly string[] {
    const fields = this.#types.get(type);
    if (fields === undefined) return [`${at || type}: ${type} is no type of the contract`];
    const faults = Object.entries(value).flatMap(([name, found]) => {
      const field = fields.get(name);
      const path = at === '' ? name : `${at}.${name}`;
      return field === undefined
        ? [`${path}: the contract has no such field`]
        : this.#value(field.type, found, path);
    });
    const demanded = [...fields.values()].filter(({ type: { kind } }) => kind === Kind.NON_NULL_TYPE);
    const missing = demanded.filter(({ name }) => value[name.value] === undefined);
    return [...faults, ...missing.map(({ name }) => `${at}${at && '.'}${name.value}: missing`)];
  }

  #value(type: TypeNode, value: unknown, at: string): readonly string[] {
    if (type.kind === Kind.NON_NULL_TYPE) {
      return value === null ? [`${at}: null`] : this.#value(type.type, value, at);
    }
    if (value === null) return [];
    if (type.kind === Kind.LIST_TYPE) {
      if (!Array.isArray(value)) return [`${at}: no list`];
      return value.flatMap((item, index) => this.#value(type.type, item, `${at}[${index}]`));
    }
    const name = type.name.value;
    const codes = this.#enums.get(name);
    if (codes !== undefined) {
      return typeof value === 'string' && codes.has(value) ? [] : [`${at}: no ${name} of the contract`];
    }
    if (this.#types.has(name)) {
      return typeof value === 'object'
        ? this.#object(name, value as Record<string, unknown>, at)
        : [`${at}: no object`];
    }
    const fault = scalarFault(name, value);
    return fault === undefined ? [] : [`${at}: ${fault}`];
  }
}
