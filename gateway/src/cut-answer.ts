import { absentValue } from '@bankgraph/authorization';
import {
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import type { IsCut } from './cut-rules.js';
import {
  type FieldNodes,
  fieldsByKey,
  type ObjectForm,
  type Replace,
  selectionSetsOf,
} from './execution/answer-form.js';
import type { FetchDocument } from './selected-fields.js';

/** A field that was cut, at one place of the question. */
export interface Refusal {
  /** `Type.field`. */
  readonly field: string;
}

/** An operation of a client, `@skip` and `@include` decided. */
export interface Question {
  readonly asked: FetchDocument;
  readonly schema: GraphQLSchema;
  /** The operation's variables, coerced; its Boolean ones at least. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** What is answered in place of fields that were cut: what a subgraph would answer that refuses them. */
export function refuseCut(isCut: IsCut, question: Question): Replace {
  return (parent, nodes, reachedBy) => {
    const field = parent.getFields()[nodes[0].name.value];
    if (field === undefined || !isCut(parent, field, reachedBy)) return undefined;
    const refusal: Refusal = { field: `${parent.name}.${field.name}` };
    const answer = selectedOf(absentValue(field.type), field.type, nodes, question);
    return { text: JSON.stringify(answer), note: refusal };
  };
}

/** Every refusal that an answer of this form may have in it. */
export function refusalsIn(form: ObjectForm): readonly Refusal[] {
  return (form.only ?? []).flatMap((field): readonly Refusal[] => {
    if (field.from === 'replacement') return field.note === null ? [] : [field.note as Refusal];
    if (field.from === 'introspection') return [];
    let { value } = field;
    while (value.kind === 'list') value = value.item;
    return value.kind === 'object' ? refusalsIn(value) : [];
  });
}

/** The fields of the root that the operation selects, one for each key. */
export function rootFields(question: Question): readonly FieldNode[] {
  const { operation } = question.asked.operation;
  const root = question.schema.getRootType(operation);
  if (root == null) return [];
  const selectionSets = [question.asked.operation.selectionSet];
  return [...fieldsByKey(root, selectionSets, question).values()].map(([node]) => node);
}

/** What a selection shows of an absent value: of an empty connection the selected fields, of null and lists themselves. */
function selectedOf(value: unknown, type: GraphQLOutputType, nodes: FieldNodes, question: Question): unknown {
  const nullable = getNullableType(type);
  if (value === null || value === undefined || isListType(nullable) || !isObjectType(nullable))
    return value ?? null;
  const selected: Record<string, unknown> = Object.create(null);
  for (const [key, fields] of fieldsByKey(nullable, selectionSetsOf(nodes), question)) {
    const name = fields[0].name.value;
    const field = nullable.getFields()[name];
    selected[key] =
      field === undefined
        ? nullable.name
        : selectedOf((value as Record<string, unknown>)[name], field.type, fields, question);
  }
  return selected;
}
