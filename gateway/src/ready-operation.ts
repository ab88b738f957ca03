import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  type VariableDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { refuseCut } from './cut-answer.js';
import { cutOperation } from './cut-operation.js';
import type { IsCut } from './cut-rules.js';
import { answerForm, type ObjectForm } from './execution/answer-form.js';
import { FetchedKeys } from './execution/fetched-keys.js';
import { countSelections, type FetchDocument, operationOf } from './selected-fields.js';

/** One operation of a document. */
export interface AskedText {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the document, hex: equal ones are planned once. */
  readonly queryHash: string;
}

/** Forms of one operation's answer that are kept: one for each way its conditions come out. */
const maxForms = 8;

/** An operation, ready to be answered any number of times to callers of one standing. */
export class ReadyOperation {
  readonly asked: FetchDocument;
  /** What subgraphs are asked for; null: nothing. */
  readonly rest: AskedText | null;
  readonly isCut: IsCut | null;
  readonly keys: FetchedKeys;
  readonly selections: number;
  readonly #schema: GraphQLSchema;
  readonly #booleans: readonly string[];
  readonly #forms = new LRUCache<string, ObjectForm>({ max: maxForms });

  constructor(
    whole: AskedText,
    {
      schema,
      fieldNames,
      isCut,
    }: {
      readonly schema: GraphQLSchema;
      readonly fieldNames: ReadonlySet<string>;
      readonly isCut: IsCut | null;
    },
  ) {
    this.#schema = schema;
    this.asked = operationOf(whole.document, whole.operation);
    this.isCut = isCut;
    this.keys = FetchedKeys.of(whole.document, fieldNames);
    // Introspection is taken out for everybody.
    const cut = cutOperation(this.asked, schema, isCut ?? (() => false));
    this.rest = cut === null ? renamed(whole, this.keys) : cut.rest && renamed(cut.rest, this.keys);
    this.selections = 1 + countSelections(this.asked);
    this.#booleans = (whole.operation.variableDefinitions ?? [])
      .filter(isBoolean)
      .map(({ variable }) => variable.name.value);
  }

  /** The form of its answer when its variables have these values. */
  form(conditions: Readonly<Record<string, unknown>>): ObjectForm {
    const key = this.#booleans.map((name) => (conditions[name] === true ? 'y' : 'n')).join('');
    let form = this.#forms.get(key);
    if (form === undefined) {
      const question = { asked: this.asked, schema: this.#schema, conditions };
      const replace = this.isCut === null ? () => undefined : refuseCut(this.isCut, question);
      form = answerForm({ ...question, replace, keys: this.keys });
      this.#forms.set(key, form);
    }
    return form;
  }
}

/** What subgraphs are asked for, under the keys by which it is fetched. */
function renamed({ document, operation, queryHash }: AskedText, keys: FetchedKeys): AskedText {
  const fetched = keys.rename(document);
  if (fetched === document) return { document, operation, queryHash };
  const renamedHash = createHash('sha256').update(print(fetched)).digest('hex');
  // Only selections are renamed, so the definitions stand where they stood.
  const renamedOperation = fetched.definitions[document.definitions.indexOf(operation)];
  if (renamedOperation?.kind !== Kind.OPERATION_DEFINITION)
    throw new TypeError('The operation is not there.');
  return { document: fetched, operation: renamedOperation, queryHash: renamedHash };
}

/** Whether `@skip` and `@include` may depend on a variable. */
function isBoolean({ type }: VariableDefinitionNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean';
}
