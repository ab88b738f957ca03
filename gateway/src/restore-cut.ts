import { absentValue } from '@bankgraph/authorization';
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { CutOperation } from './cut-operation.js';
import type { IsCut } from './cut-rules.js';
import { isIntrospection } from './introspect.js';
import { appliesTo, type FetchDocument, responseKey, selectedFields } from './selected-fields.js';

/** A field that was cut, at one place of the question. */
export interface Refusal {
  /** `Type.field`. */
  readonly field: string;
  /** What is answered in its place. */
  readonly answer: unknown;
}

/** Where one value of an answer comes from. */
type Part =
  | { readonly from: 'type'; readonly name: string }
  | { readonly from: 'refusal'; readonly refusal: Refusal }
  | { readonly from: 'introspection' }
  /** `whole`: as it came, since nothing was cut in it. */
  | { readonly from: 'rest'; readonly form: AnswerForm | 'whole' };

/** How the answer to a selection on an object is put together: by key, in the order of the question. */
export type AnswerForm = ReadonlyMap<string, Part>;

/** An operation of a client, and what was done with it. */
export interface AskedAndCut {
  readonly asked: FetchDocument;
  readonly cut: CutOperation;
  readonly isCut: IsCut;
  readonly schema: GraphQLSchema;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The form that the answer to the original operation has, `@skip` and `@include` decided. */
export function answerForm(question: AskedAndCut): AnswerForm {
  const { asked, cut, isCut, schema } = question;
  const root = schema.getRootType(asked.operation.operation);
  if (root == null) throw new TypeError('An operation without a root.');
  return formOf(root, [asked.operation.selectionSet], '');

  function formOf(
    parent: GraphQLObjectType,
    selectionSets: readonly SelectionSetNode[],
    reachedBy: string,
  ): AnswerForm {
    const form = new Map<string, Part>();
    for (const [key, nodes] of fieldsByKey(parent, selectionSets, question)) {
      form.set(key, partOf(parent, nodes, reachedBy));
    }
    return form;
  }

  function partOf(parent: GraphQLObjectType, nodes: Nodes, reachedBy: string): Part {
    const [node] = nodes;
    if (isIntrospection(node)) return { from: 'introspection' };
    const field = parent.getFields()[node.name.value];
    if (field === undefined) return { from: 'type', name: parent.name };
    const id = `${parent.name}.${field.name}`;
    if (isCut(parent, field, reachedBy)) {
      const answer = selectedOf(absentValue(field.type), field.type, nodes, question);
      return { from: 'refusal', refusal: { field: id, answer } };
    }
    const returned = getNamedType(field.type);
    // What is selected twice is one value, so that something cut in one of the selections concerns them all.
    if (!isObjectType(returned) || !nodes.some((each) => cut.changed.has(each)))
      return { from: 'rest', form: 'whole' };
    return { from: 'rest', form: formOf(returned, selectionSetsOf(nodes), id) };
  }
}

/** The answer to the original operation, and the refusals that are in it. */
export function restoreAnswer(
  form: AnswerForm,
  rest: Readonly<Record<string, unknown>>,
  introspected: Readonly<Record<string, unknown>>,
): { readonly data: Record<string, unknown>; readonly refusals: ReadonlySet<Refusal> } {
  const refusals = new Set<Refusal>();
  return { data: restoreObject(rest, form), refusals };

  function restoreObject(
    value: Readonly<Record<string, unknown>>,
    objectForm: AnswerForm,
  ): Record<string, unknown> {
    const restored: Record<string, unknown> = Object.create(null);
    for (const [key, part] of objectForm) restored[key] = restorePart(part, key, value);
    return restored;
  }

  function restorePart(part: Part, key: string, value: Readonly<Record<string, unknown>>): unknown {
    switch (part.from) {
      case 'type':
        return part.name;
      case 'introspection':
        return introspected[key] ?? null;
      case 'refusal':
        refusals.add(part.refusal);
        return part.refusal.answer;
      case 'rest':
        return part.form === 'whole' ? (value[key] ?? null) : restoreValue(value[key], part.form);
    }
  }

  function restoreValue(value: unknown, objectForm: AnswerForm): unknown {
    if (Array.isArray(value)) return value.map((item) => restoreValue(item, objectForm));
    if (typeof value !== 'object' || value === null) return value;
    return restoreObject(value as Record<string, unknown>, objectForm);
  }
}

/** Every refusal that an answer of this form may have in it. */
export function refusalsIn(form: AnswerForm): readonly Refusal[] {
  return [...form.values()].flatMap((part): readonly Refusal[] => {
    if (part.from === 'refusal') return [part.refusal];
    return part.from === 'rest' && part.form !== 'whole' ? refusalsIn(part.form) : [];
  });
}

/** The fields of the root that the operation selects, one for each key. */
export function rootFields(question: AskedAndCut): readonly FieldNode[] {
  const { operation } = question.asked.operation;
  const root = question.schema.getRootType(operation);
  if (root == null) return [];
  return [...fieldsByKey(root, [question.asked.operation.selectionSet], question).values()].map(
    ([node]) => node,
  );
}

type Nodes = readonly [FieldNode, ...FieldNode[]];

/** The selected fields of an object: those under one key together, in the order of first mention. */
function fieldsByKey(
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  { asked, schema, variables }: AskedAndCut,
): ReadonlyMap<string, Nodes> {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  const applies = (typeCondition: string) => appliesTo(type, typeCondition, schema);
  const spread = new Set<string>();
  for (const selectionSet of selectionSets) {
    for (const field of selectedFields(selectionSet, asked, variables, applies, spread)) {
      const same = fields.get(responseKey(field));
      if (same === undefined) fields.set(responseKey(field), [field]);
      else same.push(field);
    }
  }
  return fields;
}

/** What a selection shows of an absent value: of an empty connection the selected fields, of null and lists themselves. */
function selectedOf(value: unknown, type: GraphQLOutputType, nodes: Nodes, question: AskedAndCut): unknown {
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

function selectionSetsOf(nodes: Nodes): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}
