import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type SelectionSetNode,
  type StringValueNode,
} from 'graphql';

/** What the text of a subgraph says of one field. */
export interface FieldContract {
  readonly external: boolean;
  readonly requires: SelectionSetNode | null;
  /** Names of fields in its `@provides`. */
  readonly provides: ReadonlySet<string>;
  readonly overrides: { readonly from: string; readonly label: string | null } | null;
  /** By argument: context and selection of `@fromContext`. */
  readonly contexts: ReadonlyMap<string, { readonly context: string; readonly selection: SelectionSetNode }>;
}

/** What the text of a subgraph says of one type. */
export interface TypeContract {
  readonly keys: readonly SelectionSetNode[];
  readonly interfaceObject: boolean;
  /** Names of the contexts that objects of this type set. */
  readonly contexts: readonly string[];
  readonly fields: ReadonlyMap<string, FieldContract>;
}

/** A subgraph's contract, read from its text alone and not with Apollo's code. */
export function contractOf(document: DocumentNode): ReadonlyMap<string, TypeContract> {
  const types = new Map<string, TypeContract>();
  for (const definition of document.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.OBJECT_TYPE_EXTENSION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      continue;
    }
    const directives = definition.directives ?? [];
    const external = named(directives, 'external').length > 0;
    types.set(definition.name.value, {
      keys: named(directives, 'key').map((key) => fieldSet(text(key, 'fields') ?? '')),
      interfaceObject: named(directives, 'interfaceObject').length > 0,
      contexts: named(directives, 'context').map((context) => text(context, 'name') ?? ''),
      fields: new Map(
        (definition.fields ?? []).map((field) => [field.name.value, fieldContract(field, external)]),
      ),
    });
  }
  return types;
}

function fieldContract(field: FieldDefinitionNode, external: boolean): FieldContract {
  const directives = field.directives ?? [];
  const [requires] = named(directives, 'requires');
  const [provides] = named(directives, 'provides');
  const [override] = named(directives, 'override');
  const needed = requires === undefined ? undefined : text(requires, 'fields');
  return {
    external: external || named(directives, 'external').length > 0,
    requires: needed === undefined ? null : fieldSet(needed),
    provides: provides === undefined ? new Set() : namesIn(fieldSet(text(provides, 'fields') ?? '')),
    overrides:
      override === undefined
        ? null
        : { from: text(override, 'from') ?? '', label: text(override, 'label') ?? null },
    contexts: new Map(
      (field.arguments ?? []).flatMap((argument) => {
        const [from] = named(argument.directives ?? [], 'fromContext');
        const [, context, selection] =
          /^\s*\$(\w+)\s*(.*)$/s.exec(from ? (text(from, 'field') ?? '') : '') ?? [];
        if (context === undefined || selection === undefined) return [];
        const braced = selection.startsWith('{') ? selection : `{ ${selection} }`;
        return [[argument.name.value, { context, selection: fieldSet(braced.slice(1, -1)) }]];
      }),
    ),
  };
}

/** `id owner { id }` as a selection. */
export function fieldSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a set of fields: ${fields}`);
  return definition.selectionSet;
}

/** All names of fields in a selection, at any depth. */
export function namesIn(selection: SelectionSetNode): Set<string> {
  const names = new Set<string>();
  for (const part of selection.selections) {
    if (part.kind === Kind.FIELD) names.add(part.name.value);
    if (part.kind !== Kind.FRAGMENT_SPREAD && part.selectionSet !== undefined) {
      for (const name of namesIn(part.selectionSet)) names.add(name);
    }
  }
  return names;
}

function named(directives: readonly ConstDirectiveNode[], name: string): ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === name);
}

function text(directive: ConstDirectiveNode, argument: string): string | undefined {
  return (
    directive.arguments?.find((one) => one.name.value === argument)?.value as StringValueNode | undefined
  )?.value;
}
