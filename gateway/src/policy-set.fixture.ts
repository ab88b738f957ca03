import type { Policy, PolicySet, SubgraphPolicies } from '@bankgraph/authorization';
import type { Role } from '@bankgraph/identity';

/** What a subgraph of a test shows to agents for CustomerCare, and what to nobody: `Type.field`. */
export interface TestPolicies {
  readonly shown?: readonly string[];
  readonly refused?: readonly string[];
  /** Types of whose rows some may be absent. */
  readonly rows?: readonly string[];
  readonly carried?: readonly string[];
}

/** Policies in force, by the name of the subgraph. */
export function policySet(subgraphs: Readonly<Record<string, TestPolicies>>): PolicySet {
  return {
    version: '1',
    walls: [],
    roles: new Map([
      ['frontline-agent', { title: '', kind: 'staff', purposes: ['CustomerCare'], purposeRequired: true }],
    ]),
    subgraphs: new Map(
      Object.entries(subgraphs).map(([name, policies]) => [name, subgraphOf(name, policies)]),
    ),
  };
}

function subgraphOf(subgraph: string, policies: TestPolicies): SubgraphPolicies {
  const { shown = [], refused = [], rows = [], carried = [] } = policies;
  return {
    subgraph,
    owner: '',
    carried: new Set(carried),
    fields: new Map([
      ...shown.map((id) => [id, policy(id, ['frontline-agent'])] as const),
      ...refused.map((id) => [id, policy(id, [])] as const),
    ]),
    rows: new Map(rows.map((id) => [id, policy(id, ['frontline-agent'])])),
  };
}

function policy(id: string, roles: readonly Role[]): Policy {
  const allow =
    roles.length === 0 ? [] : [{ roles: new Set(roles), when: [], purposes: null, show: null, line: 1 }];
  return { id, class: 'confidential', allow, because: '', source: '' };
}
