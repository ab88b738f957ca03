import type { Actor } from '@bankgraph/identity';
import { type Circumstances, type ConditionName, conditions } from './conditions.js';
import type { Asker } from './decision-when.js';
import type { Relationships } from './relationships.js';

/** What is known of a caller and of whose data it is; what is left out is unknown, null means that there is none. */
export interface KnownCircumstances {
  readonly asker: Asker;
  /** A member of staff's or customer's number, or a partner's client. */
  readonly askerId?: string;
  readonly customerId?: string;
  readonly accountId?: string | null;
  readonly caseId?: string | null;
  readonly row?: Readonly<Record<string, unknown>>;
  /** Where to look up assignments, consents, walls and approvals. */
  readonly relationships?: Relationships;
}

/** Whether a condition holds, or what would have to be known to tell. */
export type Truth =
  | { readonly holds: boolean }
  | { readonly holds: null; readonly missing: (typeof unknowns)[number] };

const unknowns = ['caller', 'customer', 'account', 'case', 'row', 'relationships'] as const;

/**
 * Asks the catalogue itself, so that an explanation cannot differ from a decision: a condition that looks at something
 * unknown cannot be told; one that does not, can.
 */
export async function tellCondition(name: ConditionName, known: KnownCircumstances): Promise<Truth> {
  try {
    return { holds: await conditions[name].holds(partialCircumstances(known)) };
  } catch (error) {
    if (error instanceof Unknown) return { holds: null, missing: error.what };
    throw error;
  }
}

class Unknown extends Error {
  readonly what: (typeof unknowns)[number];

  constructor(what: (typeof unknowns)[number]) {
    super(`The ${what} is not known.`);
    this.what = what;
  }
}

function unknown(what: (typeof unknowns)[number]): never {
  throw new Unknown(what);
}

function partialCircumstances(known: KnownCircumstances): Circumstances {
  const { asker, askerId, customerId, accountId, caseId, row, relationships } = known;
  const actor: Actor = {
    kind: asker.kind,
    roles: asker.roles,
    purpose: asker.purpose,
    channel: null,
    assurance: null,
    get id() {
      return askerId ?? unknown('caller');
    },
    get customerId() {
      return asker.kind === 'customer' ? (askerId ?? unknown('caller')) : null;
    },
    get clientId() {
      return asker.kind === 'partner' && askerId !== undefined ? askerId : unknown('caller');
    },
  };
  return {
    actor,
    origin: {
      get customerIds() {
        return [customerId ?? unknown('customer')];
      },
      get accountId() {
        return accountId === undefined ? unknown('account') : accountId;
      },
      get caseId() {
        return caseId === undefined ? unknown('case') : caseId;
      },
      get row() {
        return row ?? unknown('row');
      },
    },
    relationships: relationships ?? notAsked,
  };
}

const notAsked: Relationships = {
  assignedToCustomer: () => unknown('relationships'),
  relationshipManagerOf: () => unknown('relationships'),
  assignedToCase: () => unknown('relationships'),
  purposeConsents: () => unknown('relationships'),
  accessConsents: () => unknown('relationships'),
  wallsAgainst: () => unknown('relationships'),
  breakGlassOpen: () => unknown('relationships'),
  fourEyesGiven: () => unknown('relationships'),
  exportApproved: () => unknown('relationships'),
};
