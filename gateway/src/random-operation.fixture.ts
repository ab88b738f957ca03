import fc from 'fast-check';
import {
  doTypesOverlap,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isUnionType,
} from 'graphql';

/** How much of an operation is made. */
const maxDepth = 5;
const maxItems = 4;

/** What arguments are given: variables, of which the operation then declares all, or literals. */
export interface ArgumentValues {
  /** For example `$id: ID!, $count: Int`; those that an operation does not use are left out. */
  readonly declared: string;
  /** By type, for lists also as it is written: `[ID!]!`. */
  readonly of: Readonly<Record<string, readonly string[]>>;
  /** More names for fields, for example those of keys. */
  readonly aliases?: readonly string[];
  /** How many of a hundred selections have a condition: 15 unless told. */
  readonly conditions?: number;
  /** How many of a hundred fields of the root are introspection: 8 unless told. */
  readonly introspection?: number;
}

/**
 * Operations over a schema that are valid, or nearly: aliases that may collide, fragments of all kinds on types and
 * interfaces, spread more than once, `@skip` and `@include` with literals and with `$yes` and `$no`, introspection.
 * Optional arguments of which no value is known are left out, and fields that need one.
 */
export function randomOperation(
  schema: GraphQLSchema,
  values: ArgumentValues,
  kind: 'query' | 'mutation' = 'query',
): fc.Arbitrary<string> {
  const valuesOf = ({ type }: GraphQLArgument) =>
    values.of[String(type)] ?? values.of[getNamedType(type).name] ?? [];
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLCompositeType => isCompositeType(type) && !type.name.startsWith('__'),
  );
  const overlapping = (type: GraphQLCompositeType) =>
    types.filter((other) => other !== type && doTypesOverlap(schema, type, other));

  return fc.gen().map((generate) => {
    const fragments: { name: string; type: string; text: string }[] = [];
    const oneOf = <T>(values: readonly T[]): T => values[generate(fc.nat, { max: values.length - 1 })] as T;
    const chance = (percent: number) => generate(fc.nat, { max: 99 }) < percent;

    const directives = () =>
      !chance(values.conditions ?? 15)
        ? ''
        : oneOf([
            ' @skip(if: $yes)',
            ' @skip(if: $no)',
            ' @include(if: $no)',
            ' @include(if: true) @skip(if: $no)',
          ]);

    function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
      const given = args.flatMap((arg) => {
        const known = valuesOf(arg);
        const isGiven = known.length > 0 && (isNonNullType(arg.type) || chance(40));
        return isGiven ? [`${arg.name}: ${oneOf(known)}`] : [];
      });
      return given.length === 0 ? '' : `(${given.join(', ')})`;
    }

    const isKnown = (arg: GraphQLArgument) => !isNonNullType(arg.type) || valuesOf(arg).length > 0;

    function fieldOf(type: GraphQLCompositeType, depth: number): string {
      const isRoot = type === schema.getQueryType();
      if (isUnionType(type) || chance(8)) return `__typename${directives()}`;
      if (isRoot && chance(values.introspection ?? 8))
        return `${oneOf(['', 'own: '])}__schema { queryType { name } }`;
      const fields = Object.values(type.getFields()).filter(
        (field) => (depth > 0 || !isCompositeType(getNamedType(field.type))) && field.args.every(isKnown),
      );
      const field = fields.length === 0 ? undefined : oneOf(fields);
      if (field === undefined) return '__typename';
      const returned = getNamedType(field.type);
      const alias = chance(20)
        ? `${oneOf(['a', 'b', 'there', field.name, ...(values.aliases ?? [])])}: `
        : '';
      const inside = isCompositeType(returned) ? ` ${selectionOf(returned, depth - 1)}` : '';
      return `${alias}${field.name}${argumentsOf(field)}${directives()}${inside}`;
    }

    function fragmentOf(type: GraphQLCompositeType, depth: number): string {
      const others = overlapping(type);
      const on = chance(isAbstractType(type) ? 20 : 60) || others.length === 0 ? type : oneOf(others);
      const known = fragments.filter((fragment) => fragment.type === on.name);
      if (chance(30)) {
        const condition = on === type && chance(40) ? '' : ` on ${on.name}`;
        return `...${condition}${directives()} ${selectionOf(on, depth)}`;
      }
      if (known.length > 0 && chance(50)) return `...${oneOf(known).name}${directives()}`;
      const text = selectionOf(on, depth);
      const name = `F${fragments.length}`;
      fragments.push({ name, type: on.name, text });
      return `...${name}${directives()}`;
    }

    function selectionOf(type: GraphQLCompositeType, depth: number): string {
      const items = Array.from({ length: generate(fc.integer, { min: 1, max: maxItems }) }, () =>
        depth > 0 && (chance(25) || (isAbstractType(type) && chance(40)))
          ? fragmentOf(type, depth - 1)
          : fieldOf(type, depth),
      );
      return `{ ${items.join(' ')} }`;
    }

    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    if (root == null) throw new Error(`A schema without ${kind}.`);
    const text = [
      selectionOf(root, maxDepth),
      ...fragments.map((fragment) => `fragment ${fragment.name} on ${fragment.type} ${fragment.text}`),
    ].join('\n');
    // A variable that nothing uses makes an operation invalid.
    const used = `${values.declared}, $yes: Boolean!, $no: Boolean = false`
      .split(/, (?=\$)/)
      .filter((declaration) => new RegExp(`\\${declaration.split(':')[0]}\\b`).test(text));
    return used.length === 0 ? `${kind} ${text}` : `${kind} (${used.join(', ')}) ${text}`;
  });
}
