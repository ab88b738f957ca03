import { absentValue, isConnection, type Standing, type StaticPolicy } from '@bankgraph/authorization';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

/** Field of an object type. */
export type Field = GraphQLField<unknown, unknown>;

/**
 * Whether a field is cut.
 *
 * @param reachedBy `Type.field` by which the object is reached; empty for the root
 */
export type IsCut = (parent: GraphQLObjectType, field: Field, reachedBy: string) => boolean;

/**
 * The fields that are cut for actors of one standing: those that they can never see, as far as what stands in their
 * place is known here to the last byte. Whatever is left, the subgraphs refuse by themselves.
 */
export function cutRules(policy: StaticPolicy, standing: Standing, schema: GraphQLSchema): IsCut {
  return (parent, field, reachedBy) => {
    if (standing.canSee(parent.name, field.name)) return false;
    // A refused mutation answers an error, and refusing a non-null field refuses what is around it.
    if (parent === schema.getMutationType() || isNonNullType(field.type)) return false;
    // Only a subgraph knows whether such a scalar is well formed; a wrong one is an error, also at a refused field.
    if (!field.args.every(({ type }) => isUnderstood(type))) return false;
    if (absentValue(field.type) === null) return true;
    if (policy.mayLackRow(parent.name, field.name, reachedBy)) return false;
    return !isConnection(field.type) || isWholeWhenEmpty(field, `${parent.name}.${field.name}`, policy);
  };
}

function isUnderstood(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return isSpecifiedScalarType(named) || isEnumType(named);
}

/** Whether an empty connection has all that this connection has to have, the same for everyone. */
function isWholeWhenEmpty(field: Field, id: string, policy: StaticPolicy): boolean {
  const type = getNullableType(field.type);
  const empty = absentValue(field.type) as object;
  return (
    isObjectType(type) &&
    policy.isCarried(type.name, id) &&
    Object.values(type.getFields()).every(
      ({ name, type: required }) => !isNonNullType(required) || Object.hasOwn(empty, name),
    )
  );
}
