import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql';

/** `@listSize` of a field (IBM GraphQL cost specification). */
export interface ListSize {
  /** Size when no slicing argument has a value. */
  readonly assumedSize: number | null;
  /** Arguments that say how many are asked for; the largest counts. */
  readonly slicingArguments: readonly string[];
  /** Fields of the returned object that are of this size; none: the field itself is. */
  readonly sizedFields: readonly string[];
  /** Whether exactly one of the slicing arguments has to have a value. */
  readonly requireOneSlicingArgument: boolean;
}

/** What a supergraph says of cost; can be handed from one thread to another. */
export interface CostRules {
  /** Weights (`@cost`) by name of a type, or `Type.field`. */
  readonly weights: Readonly<Record<string, number>>;
  /** By `Type.field`. */
  readonly listSizes: Readonly<Record<string, ListSize>>;
}

/** Reads `@cost` and `@listSize` of a supergraph, under the names by which it links them. */
export function costRules(supergraph: DocumentNode): CostRules {
  const { cost, listSize } = directiveNames(supergraph);
  const weights: Record<string, number> = {};
  const listSizes: Record<string, ListSize> = {};
  const weigh = (name: string, directives: readonly ConstDirectiveNode[] = []) => {
    const given = directives.find((directive) => directive.name.value === cost);
    const weight = given === undefined ? null : numberIn(argumentOf(given, 'weight'));
    if (weight !== null) weights[name] = weight;
  };
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.SCALAR_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      weigh(definition.name.value, definition.directives);
    }
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      continue;
    }
    weigh(definition.name.value, definition.directives);
    for (const field of definition.fields ?? []) {
      const name = `${definition.name.value}.${field.name.value}`;
      weigh(name, field.directives);
      const given = field.directives?.find((directive) => directive.name.value === listSize);
      if (given !== undefined) listSizes[name] = readListSize(given);
    }
  }
  return { weights, listSizes };
}

function readListSize(directive: ConstDirectiveNode): ListSize {
  const required = argumentOf(directive, 'requireOneSlicingArgument');
  return {
    assumedSize: numberIn(argumentOf(directive, 'assumedSize')),
    slicingArguments: textsIn(argumentOf(directive, 'slicingArguments')),
    sizedFields: textsIn(argumentOf(directive, 'sizedFields')),
    requireOneSlicingArgument: required?.kind !== Kind.BOOLEAN || required.value,
  };
}

/** Names of the directives by the `@link` of their specification (`https://specs.apollo.dev/cost`). */
function directiveNames(supergraph: DocumentNode): { readonly cost: string; readonly listSize: string } {
  const links = supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).filter(({ name }) => name.value === 'link')
      : [],
  );
  const link = links.find((each) => {
    const url = argumentOf(each, 'url');
    return url?.kind === Kind.STRING && /^https:\/\/specs\.apollo\.dev\/cost\//.test(url.value);
  });
  const as = link === undefined ? undefined : argumentOf(link, 'as');
  const namespace = as?.kind === Kind.STRING ? as.value : 'cost';
  const names = { cost: namespace, listSize: `${namespace}__listSize` };
  const imports = link === undefined ? undefined : argumentOf(link, 'import');
  for (const value of imports?.kind === Kind.LIST ? imports.values : []) {
    const [name, alias] =
      value.kind === Kind.OBJECT
        ? ['name', 'as'].map((key) => textIn(value.fields.find((field) => field.name.value === key)?.value))
        : [textIn(value)];
    if (name === '@cost') names.cost = (alias ?? name).slice(1);
    if (name === '@listSize') names.listSize = (alias ?? name).slice(1);
  }
  return names;
}

function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}

function numberIn(value: ConstValueNode | undefined): number | null {
  return value?.kind === Kind.INT ? Number(value.value) : null;
}

function textIn(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function textsIn(value: ConstValueNode | undefined): readonly string[] {
  return value?.kind === Kind.LIST ? value.values.flatMap((each) => textIn(each) ?? []) : [];
}
