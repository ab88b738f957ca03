import { BankgraphError } from '@bankgraph/errors';
import type { CustomerEvent } from '@bankgraph/events';
import {
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import { responseKey } from '../selected-fields.js';

/** What a field of Subscription stands for. */
export interface SubscriptionRule {
  /** The field of Query that each event is answered by. It takes `id` and `event`. */
  readonly answeredBy: string;
  /** The field of Query that says whether the caller may be told anything. It takes `id`. */
  readonly watchedBy: string;
  /** What of an event `id` names. */
  readonly idOf: (event: CustomerEvent) => string | null;
}

/** A subscription, as the query by which each of its events is answered. */
export interface SubscribedOperation {
  readonly rule: SubscriptionRule;
  /** Value of the field's argument `id`. */
  readonly id: string;
  readonly name: string | null;
  /** Text of the query. */
  readonly query: string;
  /** Its variables for an event; null: for none, only whether the caller may be told. */
  variables(sealedEvent: string | null): Readonly<Record<string, unknown>>;
  /** Where the change stands in the answer, as the client called it. */
  readonly key: string;
  /** Where it stands in the answer whether the caller may be told. It does not leave. */
  readonly watchKey: string;
}

/**
 * Makes the query of a subscription: its one field becomes a field of Query, beside the question whether the caller may be
 * told anything.
 *
 * @param document valid against the schema, with this operation only
 * @throws BAD_USER_INPUT for a field that is not written plainly, one that is not served, and wrong variables
 */
export function subscribedOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  {
    schema,
    rules,
  }: { readonly schema: GraphQLSchema; readonly rules: ReadonlyMap<string, SubscriptionRule> },
): SubscribedOperation {
  const [field] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || (field.directives?.length ?? 0) > 0) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: 'Write the field of a subscription by itself: no fragment, no @skip, no @include around it.',
    });
  }
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  const rule = rules.get(field.name.value);
  if (definition === undefined || rule === undefined) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: 'Subscriptions are not served.' });
  }
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, {
    maxErrors: 1,
  });
  if (coerced === undefined) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: errors?.[0]?.message ?? 'A variable is wrong.' });
  }
  const id = String(getArgumentValues(definition, field, coerced).id);
  const key = responseKey(field);
  const event = unused(
    'event',
    (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value),
  );
  const watchKey = unused('watches', [key]);
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const variable = { kind: Kind.VARIABLE, name: name(event) } as const;
  const query: OperationDefinitionNode = {
    ...operation,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable,
        type: { kind: Kind.NAMED_TYPE, name: name('String') },
      },
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        {
          ...field,
          alias: name(key),
          name: name(rule.answeredBy),
          arguments: [
            ...(field.arguments ?? []),
            { kind: Kind.ARGUMENT, name: name('event'), value: variable },
          ],
        },
        {
          kind: Kind.FIELD,
          alias: name(watchKey),
          name: name(rule.watchedBy),
          ...(field.arguments === undefined ? {} : { arguments: field.arguments }),
        },
      ],
    },
  };
  const text = print({
    ...document,
    definitions: document.definitions.map((each) => (each === operation ? query : each)),
  });
  return {
    rule,
    id,
    name: operation.name?.value ?? null,
    query: text,
    variables: (sealedEvent) => ({ ...given, [event]: sealedEvent }),
    key,
    watchKey,
  };
}

function unused(name: string, taken: readonly string[]): string {
  let free = name;
  while (taken.includes(free)) free += '_';
  return free;
}
